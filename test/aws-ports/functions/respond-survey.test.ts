import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHandler } from "../../../functions/respond.ts";
import type { ShopEvent } from "../../../lib/campaign/events.ts";
import { createLinks } from "../../../lib/email/links.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { purchase } from "../../support/events.ts";
import { enrolledBy } from "../../support/messages.ts";
import { givenCampaign, givenShop } from "../../support/shop.ts";
import { request } from "../support/http.ts";
import { catchOutput, context, type Output } from "../support/invocation.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

const links = (key: string) => createLinks({ keys: [key.repeat(32)], baseUrl: "https://mail.bluecup.example" });
const LINKS = links("x");
const FRESH = links("y");
const SHOP = givenShop({ name: "Blue <Cup> & Co", referral: { landing: "https://bluecup.example/hi?a=1" } });
const MESSAGE = { customer: "ann", enrollment: enrolledBy("ann"), step: "hello" };

/** Ann was asked how likely it is. */
async function given() {
  const { deps } = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)] });
  await enroll(deps, purchase("ann"));
  const entry = { ...keys.send("ann", MESSAGE.enrollment, "hello"), template: "how-likely", survey: "nps" };
  await deps.table.write({ put: entry });
  const put = vi.fn(async (_event: ShopEvent) => "new" as const);
  const handler = createHandler(
    () => ({ ...deps, shop: SHOP, links: LINKS, freshLinks: async () => FRESH, put }),
    () => SHOP,
  );
  const asks = (method: string, link: string, body?: string) => {
    const [path = "", rawQueryString = ""] = link.replace("https://mail.bluecup.example", "").split("?");
    const pathParameters = { token: decodeURIComponent(path.slice(3)) };
    return handler({ ...request(method, path, { body, pathParameters }), rawQueryString }, context());
  };
  return { asks, put };
}

describe("the link to a question", () => {
  it("asks, with the score of the link chosen, and puts nothing", async () => {
    const { asks, put } = await given();
    const page = await asks("GET", `${LINKS.survey(MESSAGE)}?score=9`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("How likely are you to recommend Blue &lt;Cup&gt; &amp; Co to a friend?");
    expect(page.body).toContain('value="9" required checked');
    expect(page.headers).toMatchObject({ "cache-control": "no-store", "x-robots-tag": "noindex" });
    expect(put).not.toHaveBeenCalled();
  });

  it("takes the form, whichever key has signed it", async () => {
    const { asks, put } = await given();
    for (const made of [LINKS, FRESH]) {
      expect((await asks("POST", `${made.survey(MESSAGE)}?score=9`, "comment=x")).statusCode).toBe(400);
      expect((await asks("POST", `${made.survey(MESSAGE)}?score=9`, "score=7&comment=x")).body).toContain("Thank you");
    }
    const [[first], [second]] = put.mock.calls as [[ShopEvent], [ShopEvent]];
    expect(first).toMatchObject({ type: "survey.answered", survey: "how-likely", score: 7, comment: "x" });
    expect(second.eventId).toBe(first.eventId);
    expect(output.text()).not.toContain("ann");
  });

  it("does not thank for what could not be stored", async () => {
    const { asks, put } = await given();
    put.mockRejectedValue(new Error("no room"));
    const page = await asks("POST", LINKS.survey(MESSAGE), "score=9");
    expect(page.statusCode).toBe(503);
    expect(page.body).toContain("Please try again");
  });
});

describe("the link of a code", () => {
  it.each(["GET", "HEAD"])("leads to the shop by %s", async (method) => {
    const { asks } = await given();
    expect(await asks(method, `${LINKS.referral("k7qm2xpa")}?ref=other`)).toEqual({
      statusCode: 302,
      headers: {
        location: "https://bluecup.example/hi?a=1&ref=K7QM2XPA",
        "cache-control": "no-store",
        "x-robots-tag": "noindex",
      },
    });
  });

  it.each(["%2F%2Fevil.example", "%0d%0aset-cookie:a=1", "https:%2F%2Fevil.example", "/%2Fevil.example"])(
    "leads nowhere else: %s",
    async (code) => {
      const { asks } = await given();
      expect((await asks("GET", `/r/${code}`)).headers?.location).toBe("https://bluecup.example/hi?a=1");
    },
  );

  it("has no form", async () => {
    const { asks } = await given();
    expect(await asks("POST", LINKS.referral("K7QM2XPA"), "")).toEqual({
      statusCode: 405,
      headers: { allow: "GET, HEAD" },
    });
  });
});
