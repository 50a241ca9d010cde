import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHandler } from "../../../functions/respond.ts";
import type { ShopEvent } from "../../../lib/campaign/events.ts";
import { createLinks } from "../../../lib/email/links.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { purchase } from "../../support/events.ts";
import { enrolledBy } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { givenCampaign, givenShop } from "../../support/shop.ts";
import { request } from "../support/http.ts";
import { catchOutput, context, type Output } from "../support/invocation.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

const LINKS = createLinks({ keys: ["x".repeat(32)], baseUrl: "https://mail.bluecup.example" });
/** A key that came while this container knew only the one before it. */
const NEW_KEY = "y".repeat(32);
const FRESH = createLinks({ keys: [NEW_KEY, "x".repeat(32)], baseUrl: "https://mail.bluecup.example" });
const SHOP = givenShop({ name: "Blue <Cup> & Co" });
const tokenOf = (customer: string) =>
  LINKS.unsubscribe({ customer, enrollment: enrolledBy(customer), step: "hello" }).split("/u/")[1] ?? "";

async function given() {
  const doubles = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)] });
  const { deps } = doubles;
  await enroll(deps, purchase("ann"));
  const events: ShopEvent[] = [];
  const put = async (event: ShopEvent) => {
    const isKnown = events.some(({ eventId }) => eventId === event.eventId);
    if (!isKnown) events.push(event);
    return isKnown ? ("known" as const) : ("new" as const);
  };
  const handler = createHandler(
    () => ({ ...deps, shop: SHOP, links: LINKS, freshLinks: async () => FRESH, put }),
    () => SHOP,
  );
  const records = recordsOf(deps.table);
  return {
    ...doubles,
    ...records,
    events,
    hashOf: async (customer: string) => deps.addresses.hash((await records.contact(customer)).email ?? ""),
    asks: (method: string, token: string, body?: string, way = "u") =>
      handler(request(method, `/${way}/${token}`, { body, pathParameters: { token } }), context()),
    follows: (path: string) => handler(request("GET", path), context()),
  };
}

describe("the link to unsubscribe", () => {
  it("asks first, and changes nothing however often it is looked at", async () => {
    const { asks, contact, stopped } = await given();
    for (let times = 0; times < 2; times++) {
      const page = await asks("GET", tokenOf("ann"));
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain("Unsubscribe from Blue &lt;Cup&gt; &amp; Co?");
      expect(page.body).toContain('<form method="post"><button class="main">Unsubscribe</button></form>');
    }
    expect((await contact("ann")).consent).toBeUndefined();
    expect(stopped).toEqual([]);
  });

  it.each<[string, string | undefined, string]>([
    ["the button", "", "unsubscribe page"],
    ["the button, without any body", undefined, "unsubscribe page"],
    ["a mail program", "List-Unsubscribe=One-Click", "one-click"],
    [
      "a mail program with another kind of form",
      '--b\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--',
      "one-click",
    ],
  ])("does it at once by a POST of %s", async (_what, body, source) => {
    const { asks, contact, enrollment, stopped } = await given();
    const page = await asks("POST", tokenOf("ann"), body);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("You are unsubscribed");
    expect((await contact("ann")).consent).toMatchObject({ marketing: false, source });
    expect((await enrollment("ann")).outcome).toBe("unsubscribed");
    expect(stopped).toEqual([enrolledBy("ann")]);
  });

  it("is done when it is done again", async () => {
    const { asks, clock, contact } = await given();
    await asks("POST", tokenOf("ann"));
    clock.now += 1_000;
    expect((await asks("POST", tokenOf("ann"))).body).toContain("You are unsubscribed");
    expect((await asks("GET", tokenOf("ann"))).body).toContain("You are unsubscribed");
    expect((await contact("ann")).consent?.marketing).toBe(false);
    expect(output.metrics()).toEqual({ Unsubscribed: 1 });
  });

  it("works for somebody who is not known yet", async () => {
    const { asks, contact } = await given();
    expect((await asks("POST", tokenOf("new"))).statusCode).toBe(200);
    expect((await contact("new")).consent?.marketing).toBe(false);
  });

  it.each(["", "nobody", `${tokenOf("ann")}x`, tokenOf("ann").replace(/^./, "b"), "../secret"])(
    "leads to nobody when we have not made it: %s",
    async (token) => {
      const { asks, contact } = await given();
      for (const method of ["GET", "POST"]) {
        const page = await asks(method, token);
        expect(page.statusCode).toBe(404);
        expect(page.body).toContain("This link does not work");
      }
      expect((await contact("ann")).consent).toBeUndefined();
    },
  );

  it.each(["HEAD", "PUT", "DELETE", "OPTIONS"])("does not take %s", async (method) => {
    const { asks } = await given();
    expect(await asks(method, tokenOf("ann"))).toEqual({ statusCode: 405, headers: { allow: "GET, POST" } });
  });

  it("promises nothing that could not be written down", async () => {
    const { asks, deps, contact } = await given();
    const transact = vi.spyOn(deps.table, "transact").mockRejectedValue(new Error("no room for ann@mail.example"));
    const page = await asks("POST", tokenOf("ann"));
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain("Please try again");
    transact.mockRestore();
    expect((await contact("ann")).consent).toBeUndefined();
    expect(output.lines()).toEqual([expect.objectContaining({ message: "a request failed", level: "ERROR" })]);
    expect(output.text()).not.toContain("ann@");
  });

  it("may not be framed, scripted, kept, passed on or listed; its own style is let in", async () => {
    const { asks } = await given();
    for (const page of [await asks("GET", tokenOf("ann")), await asks("POST", "nobody")]) {
      const style = /<style>([\s\S]*)<\/style>/.exec(page.body ?? "")?.[1] ?? "";
      const policy = String(page.headers?.["content-security-policy"]);
      expect(policy).toContain(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(page.headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex",
      });
      expect(page.body).not.toContain("ann");
    }
  });
});

describe("the other links", () => {
  const last = (link: string) => link.split("/").at(-1) ?? "";

  it("lead to the page of preferences, which takes a no, too", async () => {
    const { asks, contact, hashOf } = await given();
    const token = last(LINKS.preferences("ann", await hashOf("ann")));
    expect((await asks("GET", token, undefined, "p")).body).toContain("What you get from Blue &lt;Cup&gt; &amp; Co");
    expect((await asks("POST", token, "no=1", "p")).statusCode).toBe(200);
    expect((await contact("ann")).consent).toMatchObject({ marketing: false, source: "preferences page" });
    expect(output.metrics()).toEqual({ Unsubscribed: 1 });
  });

  it("lead to the confirmation of a yes, which is an event at the shop's own door, once", async () => {
    const { asks, deps, contact, events, hashOf } = await given();
    const token = last(LINKS.confirm("ann", await hashOf("ann")));
    await asks("GET", token, undefined, "y");
    expect(events).toEqual([]);
    for (let times = 0; times < 2; times++) expect((await asks("POST", token, "", "y")).body).toContain("Thank you");
    expect(events).toHaveLength(1);
    await enroll(deps, events[0] as ShopEvent);
    expect((await contact("ann")).consent).toMatchObject({ marketing: true, confirmed: deps.now() });
  });

  it("take a yes to come back as an event at the shop's own door, once, and say that it counts soon", async () => {
    const { asks, deps, clock, contact, events, hashOf } = await given();
    const token = last(LINKS.preferences("ann", await hashOf("ann")));
    await asks("POST", token, "no=1", "p");
    clock.now += 1000;
    for (let times = 0; times < 2; times++) {
      const page = await asks("POST", token, "yes=1", "p");
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain("has got your yes. It may take a moment until it counts.");
    }
    expect(events).toHaveLength(1);
    expect((await contact("ann")).consent?.marketing).toBe(false);
    await enroll(deps, events[0] as ShopEvent);
    expect((await contact("ann")).consent).toMatchObject({ marketing: true, source: "preferences page" });
  });

  it("that a new key has signed are good before this container knew it", async () => {
    const { asks, contact } = await given();
    const newest = createLinks({ keys: [NEW_KEY], baseUrl: "https://mail.bluecup.example" });
    const message = { customer: "ann", enrollment: enrolledBy("ann"), step: "hello" };
    expect((await asks("POST", last(newest.unsubscribe(message)), "")).statusCode).toBe(200);
    expect((await contact("ann")).consent?.marketing).toBe(false);
  });

  it("are worth nothing on another way", async () => {
    const { asks, hashOf } = await given();
    for (const way of ["p", "y"]) expect((await asks("POST", tokenOf("ann"), "no=1", way)).statusCode).toBe(404);
    expect((await asks("POST", last(LINKS.preferences("ann", await hashOf("ann"))), "")).statusCode).toBe(404);
  });

  it("that nobody sees lead to nothing, which is not to be listed", async () => {
    const { follows } = await given();
    const answer = await follows("/h");
    expect(answer).toMatchObject({ statusCode: 204, headers: { "x-robots-tag": "noindex" } });
    expect(answer.body).toBeUndefined();
  });
});
