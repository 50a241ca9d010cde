import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createTemplates } from "../../lib/email/render.ts";
import { loadProject } from "../../lib/project/load.ts";
import { type Client, eventually, givenServer } from "../local/server/support.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** A Monday, at noon for people in New York. */
const START = Date.parse("2026-11-02T17:00:00Z");
const DAY = 86_400_000;

/** The ready-made campaigns on the local server, as `npm start` runs them, and a clock that the test moves. */
async function givenShop() {
  const { campaigns, templates, shop, faults } = await loadProject(ROOT);
  if (shop === undefined || faults.length > 0) throw new Error(`the library has faults: ${JSON.stringify(faults)}`);
  const client = await givenServer({
    shop,
    campaigns,
    templates: createTemplates(templates),
    templateRates: new Map(),
    wall: () => START,
  });
  const now = async () => (await client.clock()).now;
  const shopSays = async (event: object) => {
    const answer = await client.events({ at: await now(), ...event });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return (await answer.json()) as Record<string, never>;
  };
  return {
    client,
    now,
    buys: (customerId: string, order: string, more: object = {}, email = `${customerId}@mail.example`) =>
      shopSays({
        type: "purchase",
        eventId: `paid-${order}`,
        customerId,
        customer: { email, firstName: customerId },
        order: { id: order, total: 40, currency: "USD", ...more },
      }),
    returns: (customerId: string, orderId: string) =>
      shopSays({ type: "refund", eventId: `back-${orderId}`, customerId, orderId, amount: 40, currency: "USD" }),
    says: shopSays,
    profile: async (id: string) => (await client.customer(id)).profile as unknown as Record<string, unknown>,
    journey: async (id: string, campaign: string) =>
      (await client.customer(id)).journeys
        .map(({ enrollment }) => enrollment)
        .findLast((one) => one.campaign === campaign),
    mail: (customer: string, template: string) => mailTo(client, customer, template),
    days: (count: number) => client.forward(`${count} days`),
  };
}

const mailTo = (client: Client, customer: string, step: string) =>
  eventually(async () =>
    (await client.mails(`?customer=${customer}&limit=200`)).find(({ sendId }) => sendId.step === step),
  );

/** The path of the first link of a message that leads to a page of ours. */
function linkIn(html: string, way: string, more = ""): string {
  const [, path] = new RegExp(`href="[^"]*?(/${way}/[^"]*?${more})"`).exec(html.replaceAll("&amp;", "&")) ?? [];
  if (path === undefined) throw new Error(`no link to /${way}/ in the message`);
  return path;
}

async function givenPromoter() {
  const shop = await givenShop();
  await shop.buys("ann", "a-1");
  await shop.days(5);
  await shop.buys("ann", "a-2");
  await shop.days(16);
  const question = await shop.mail("ann", "how-likely");
  return { ...shop, question: linkIn(question.html, "s", "score=10") };
}

async function givenAdvocate() {
  const shop = await givenPromoter();
  const path = shop.question;
  await shop.client.form(path.replace(/\?.*/, ""), { score: "10", comment: "Best beans in town." });
  await shop.days(1);
  const invitation = await shop.mail("ann", "bring-a-friend");
  const code = linkIn(invitation.html, "r").split("/").at(-1) ?? "";
  return { ...shop, code, invitation };
}

describe("a friend brings a friend", () => {
  it("by a survey that only a person can answer, from the message and a click on the page", async () => {
    const { client, question, profile } = await givenPromoter();
    for (let look = 0; look < 3; look++) {
      const page = await client.call(question);
      expect(page.status).toBe(200);
      expect(await page.text()).toMatch(/value="10"[^>]*checked|checked[^>]*value="10"/);
    }
    expect((await profile("ann")).nps).toBeUndefined();
    const form = { score: "10", comment: "Best beans in town." };
    expect((await client.form(question.replace(/\?.*/, ""), form)).status).toBe(200);
    expect((await profile("ann")).nps).toMatchObject({ score: 10 });
    await client.form(question.replace(/\?.*/, ""), { score: "0" });
    expect((await profile("ann")).nps).toMatchObject({ score: 10 });
  });

  it("by a code of their own, which leads to the shop", async () => {
    const { client, code, invitation } = await givenAdvocate();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(invitation.html).toContain(code);
    const landing = await client.call(`/r/${code}`);
    expect(landing.status).toBe(302);
    expect(landing.headers.get("location")).toMatch(new RegExp(`^https://bluecup\\.example/.*[?&]ref=${code}$`));
  });

  it("who is nobody known: not oneself, not under another id at the same address or with the same card", async () => {
    const { buys, code, profile } = await givenAdvocate();
    const card = { fingerprints: { payment: "card-of-ann" } };
    await buys("ann", "a-3", { referral: code, ...card });
    await buys("ann-again", "a-4", { referral: code }, "Ann+friends@mail.example");
    await buys("ann-too", "a-5", { referral: code, ...card }, "other@mail.example");
    expect((await profile("ann")).referrals ?? 0).toBe(0);
    expect((await profile("ann-too")).referredBy).toBeUndefined();
  });

  it("for whom they are rewarded and thanked, once the goods can no longer come back", async () => {
    const { buys, code, profile, days, mail, client, journey } = await givenAdvocate();
    const answer = await buys("ben", "b-1", { referral: code });
    expect(answer).toMatchObject({ referral: { converted: true } });
    expect(await profile("ann")).toMatchObject({ referrals: 1, stage: "advocate" });
    await buys("ben", "b-2", { referral: code });
    expect((await profile("ann")).referrals).toBe(1);

    await days(16);
    const thanks = await mail("ann", "friend-came");
    const [coupon = ""] = /THANKS-[0-9A-Z]+/.exec(thanks.html) ?? [];
    expect(coupon).toMatch(/^THANKS-[0-9A-HJKMNP-TV-Z]{6,}$/);
    await buys("ann", "a-6", { coupon });
    const given = await eventually(async () =>
      (await couponsOf(client, "ann")).find(({ code: one }) => one === coupon),
    );
    expect(given).toMatchObject({ total: 40, currency: "USD" });
    expect(given.redeemedAt).toBeGreaterThan(START);
    expect((await journey("ann", "advocate-thanks"))?.status).toBe("ended");
  });

  it("and a friend who sends it back takes it back: before the reward there is none, after it the code is no good", async () => {
    const { buys, returns, code, profile, days, mail, journey, client } = await givenAdvocate();
    await buys("ben", "b-1", { referral: code });
    await days(3);
    await returns("ben", "b-1");
    expect(await profile("ann")).toMatchObject({ referrals: 0 });
    expect((await profile("ann")).stage).not.toBe("advocate");
    expect(await journey("ann", "advocate-thanks")).toMatchObject({ status: "ended", outcome: "friend sent it back" });

    await buys("cleo", "c-1", { referral: code });
    await days(16);
    await mail("ann", "friend-came");
    await returns("cleo", "c-1");
    expect((await profile("ann")).referrals).toBe(0);
    const [coupon] = await couponsOf(client, "ann");
    expect(coupon?.revokedAt).toBeGreaterThan(START + 20 * DAY);
  });
});

interface Coupon {
  code: string;
  redeemedAt?: number;
  revokedAt?: number;
  total?: number;
  currency?: string;
}

/** What the customer may have of us, by the page for that: coupons are among the records. */
async function couponsOf(client: Client, customer: string): Promise<Coupon[]> {
  const answer = await client.call(`/customers/${customer}/export.json`);
  const { records } = (await answer.json()) as { records: ({ record: string } & Coupon)[] };
  return records.filter(({ record }) => record.startsWith("coupon#"));
}
