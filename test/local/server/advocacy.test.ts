import { resolve } from "node:path";
import { expect, test } from "vitest";
import { createTemplates } from "../../../lib/email/render.ts";
import { loadProject } from "../../../lib/project/load.ts";
import { type Client, eventually, givenServer, mailOf } from "./support.ts";

const START = Date.parse("2026-11-02T17:00:00Z");

/** The ready-made campaigns on a server whose clock the test moves. */
async function givenShop(): Promise<Client> {
  const { campaigns, templates, shop } = await loadProject(resolve(import.meta.dirname, "../../.."));
  if (shop === undefined) throw new Error("the library has no shop");
  const texts = createTemplates(templates);
  return givenServer({ shop, campaigns, templates: texts, templateRates: new Map(), wall: () => START });
}

async function buys(shop: Client, customerId: string, id: string, more: object = {}) {
  const order = { id, total: 40, currency: "USD", ...more };
  const customer = { email: `${customerId}@mail.example` };
  const at = (await shop.clock()).now;
  expect((await shop.events({ type: "purchase", eventId: `paid-${id}`, customerId, at, order, customer })).status).toBe(
    200,
  );
}

/** The note that a form leaves on the page it leads back to. */
async function presses(shop: Client, path: string, fields: Record<string, string>): Promise<string> {
  const answer = await shop.form(path, fields);
  expect(answer.status).toBe(303);
  return shop.page(answer.headers.get("location") ?? "");
}

async function givenCode(shop: Client): Promise<string> {
  await buys(shop, "ann", "a-1");
  await shop.forward("2 days");
  await buys(shop, "ann", "a-2");
  await shop.forward("16 days");
  const [, path = ""] = /href="[^"]*(\/s\/[^"?]*)/.exec((await mailOf(shop, "how-likely")).html) ?? [];
  await shop.form(path, { score: "10", comment: "Best <beans> in town." });
  await shop.forward("1 day");
  const [, code = ""] = /\/r\/([0-9A-Z]{8})/.exec((await mailOf(shop, "bring-a-friend")).html) ?? [];
  return code;
}

test("a customer's page tells their stage, what they answered, their code, and what became of it", async () => {
  const shop = await givenShop();
  await buys(shop, "nobody", "n-1");
  expect(await shop.page("/customers/nobody")).not.toContain("<h3>Answers</h3>");
  const code = await givenCode(shop);
  const asked = await shop.page("/customers/ann");
  expect(asked).toContain("<b>10</b>");
  expect(asked).toContain("promoter");
  expect(asked).toContain("Best &lt;beans&gt; in town.");
  expect(asked).toContain(`href="/r/${code}"`);
  expect(asked).toMatch(/<dt>Stage<\/dt><dd>active<\/dd>/);

  const form = { total: "40", currency: "USD", sku: "" };
  expect(await presses(shop, "/customers/ann/purchases", { ...form, coupon: code })).toContain(
    "was no friend&#39;s (own code)",
  );
  await shop.events({
    type: "profile",
    eventId: "ben-1",
    customerId: "ben",
    at: (await shop.clock()).now,
    customer: { email: "ben@mail.example" },
  });
  expect(await presses(shop, "/customers/ben/purchases", { ...form, coupon: code })).toContain(
    "counted as a friend&#39;s",
  );
  expect(await shop.page("/customers/ben")).toContain("a friend&#39;s code");
  expect(await shop.page("/customers/ben")).not.toContain(code);
  expect(await shop.page("/customers/ann")).toMatch(/<dt>Stage<\/dt><dd>advocate<\/dd>/);
  expect(await shop.page("/customers/ann")).toContain("1 friend brought");

  await shop.forward("16 days");
  await mailOf(shop, "friend-came");
  expect(await shop.page("/customers/ann")).toMatch(/<b>THANKS-[0-9A-Z]+<\/b>[\s\S]*?good<\/span> until/);
  const ben = await shop.page("/customers/ben");
  const [, order = ""] = /name="order" value="([^"]+)"/.exec(ben) ?? [];
  expect(await presses(shop, "/customers/ben/refunds", { order })).not.toContain("They send it back");
  expect((await shop.form("/customers/ben/refunds", { order })).status).toBe(409);
  const api = (await (await shop.call("/api/customers/ben")).json()) as { events: { type: string }[] };
  expect(api.events.filter(({ type }) => type === "refund")).toHaveLength(1);
  const after = await eventually(async () => {
    const page = await shop.page("/customers/ann");
    return page.includes("taken back") && page;
  });
  expect(after).toContain("0 friends brought");
});

test("a coupon that was redeemed says so, with how much; and a code that nobody was given is told", async () => {
  const shop = await givenShop();
  const code = await givenCode(shop);
  await buys(shop, "ben", "b-1", { referral: code });
  await shop.forward("16 days");
  await mailOf(shop, "friend-came");
  const [coupon = ""] = /THANKS-[0-9A-Z]+/.exec(await shop.page("/customers/ann")) ?? [];
  const form = { total: "38", currency: "USD", sku: "", coupon };
  expect(await presses(shop, "/customers/ann/purchases", form)).toContain("redeemed a coupon");
  const page = await shop.page("/customers/ann");
  expect(page).toMatch(new RegExp(`<b>${coupon}</b> 10% off [\\s\\S]*?redeemed with \\$38`));
  expect(page).toMatch(/<b>coupon.redeemed<\/b> \$38 <span class="soft">thanks-10</);
  const api = await (await shop.call("/api/customers/ann")).json();
  expect(api).toMatchObject({
    answers: [{ survey: "how-likely", score: 10, comment: "Best <beans> in town." }],
    coupons: [{ code: coupon, coupon: "thanks-10", total: 38, currency: "USD" }],
  });
  expect(await presses(shop, "/customers/ann/purchases", form)).toContain("redeemed no coupon (redeemed before)");
  const unknown = await presses(shop, "/customers/ann/purchases", { ...form, coupon: "SUMMER" });
  expect(unknown).toContain("came with a code that was given to nobody");
});

test("only an order of the customer's own is sent back, and all of it", async () => {
  const shop = await givenShop();
  await buys(shop, "ann", "a-1");
  await buys(shop, "ben", "b-1");
  for (const path of ["/customers/ben/refunds", "/customers/zoe/refunds"]) {
    expect((await shop.form(path, { order: "a-1" })).status).toBe(404);
  }
  await shop.form("/customers/ann/refunds", { order: "a-1", amount: "4000" });
  const { profile } = await shop.customer("ann");
  expect(profile).toMatchObject({ spent: { USD: 0 } });
  expect((await shop.call("/customers/zoe")).status).toBe(404);
});
