import { describe, expect, it } from "vitest";
import { conversionId, reversalId } from "../../../lib/journey/advocacy/own-events.ts";
import { awaitTarget } from "../../../lib/journey/await.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { enrollmentId } from "../../../lib/journey/hash.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, purchase, refund, START } from "../../support/events.ts";
import { givenRace, onEveryInterleaving } from "../../support/interleaving.ts";
import { awaitFor } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { applied, friendBuys, givenCode, givenCoupon } from "./given.ts";

const THANKS = {
  id: "thanks",
  start: { on: "referral.converted", again: "always" },
  stop: [{ on: "referral.reversed", outcome: "sent back" }],
  steps: [{ wait: "14 days" }, { send: "thank-you" }],
} satisfies Authored;

/** Ann has bought and passes her code on; the clock is a month on, so that nothing is of the future. */
async function givenAnn(): Promise<Doubles> {
  const shop = givenDoubles({ campaigns: [givenCampaign(THANKS)] });
  await enroll(shop.deps, purchase("ann"));
  await givenCode(shop.deps.table, "ann");
  shop.clock.now = START + 2 * DAY;
  return shop;
}

const bobBuys = friendBuys("bob", { at: START + DAY, order: { id: "o-1", total: 40 } });
const bobReturns = (amount = 40, at = START + 2 * DAY) => refund("bob", "o-1", { at, amount });
const ann = async ({ deps }: Doubles) => recordsOf(deps.table).profile("ann");
const bob = async ({ deps }: Doubles) => recordsOf(deps.table).profile("bob");

describe("a friend's order that is sent back", () => {
  it("counts no more, which the advocate's journey is told", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, bobBuys);
    expect(await ann(shop)).toMatchObject({ referrals: 1, stage: "advocate" });
    const answer = await enroll(shop.deps, bobReturns());
    expect(answer.ended).toEqual([{ campaign: "thanks", outcome: "sent back" }]);
    expect(await ann(shop)).toMatchObject({ referrals: 0, stage: "new" });
    expect((await bob(shop)).referredBy).toMatchObject({ refunded: 40, takenBack: true });
    const [told] = await applied(shop.deps.table, "ann", "referral.reversed");
    expect(told?.facts).toEqual({ orderId: "o-1", total: 40, currency: "USD", referrals: 0 });
  });

  it("leaves alone the journey that another friend started", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, bobBuys);
    const cleo = friendBuys("cleo", { at: START + DAY });
    await enroll(shop.deps, cleo);
    const answer = await enroll(shop.deps, refund("cleo", cleo.order.id, { at: START + 2 * DAY }));
    expect(answer.ended).toEqual([]);
    expect(await ann(shop)).toMatchObject({ referrals: 1, stage: "advocate" });
    expect((await enroll(shop.deps, bobReturns())).ended).toHaveLength(1);
  });

  it("concerns a journey that a new stage started, as any other friend's does", async () => {
    const shop = await givenAnn();
    const welcome = { id: "advocates", start: { on: "stage.changed" }, steps: [{ wait: "2 days" }, { send: "hello" }] };
    const stop = [{ on: "referral.reversed", outcome: "sent back" }];
    shop.deps.campaigns = [givenCampaign({ ...welcome, stop }).rules];
    await enroll(shop.deps, bobBuys);
    expect((await enroll(shop.deps, bobReturns())).ended).toEqual([{ campaign: "advocates", outcome: "sent back" }]);
  });

  it("answers the wait of the journey that they started, and of no other friend's", async () => {
    const shop = await givenAnn();
    const cleo = friendBuys("cleo", { at: START + DAY });
    await enroll(shop.deps, cleo);
    await enroll(shop.deps, bobBuys);
    const enrollment = enrollmentId("thanks", "ann", conversionId("cleo"));
    const since = new Date(shop.clock.now).toISOString();
    const wait = awaitFor("ann", { on: "referral.reversed" }, { campaign: "thanks", enrollment, since });
    await awaitTarget(shop.deps, wait);
    await enroll(shop.deps, bobReturns());
    expect(shop.answers.size).toBe(0);
    // Also when the wait comes just after it.
    await awaitTarget(shop.deps, { ...wait, token: "token-later" });
    expect(shop.answers.size).toBe(0);
    await enroll(shop.deps, refund("cleo", cleo.order.id, { at: START + 2 * DAY }));
    expect([...shop.answers.keys()].sort()).toEqual(["token-later", "token-wait"]);
  });

  it("counts until half of it was given back, in sum", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, bobBuys);
    for (const [amount, counted] of [[10, 1] as const, [9.99, 1] as const, [0.01, 0] as const, [20, 0] as const]) {
      await enroll(shop.deps, { ...bobReturns(amount), eventId: `refund-${amount}` });
      expect((await ann(shop)).referrals).toBe(counted);
    }
    expect((await bob(shop)).referredBy?.refunded).toBe(40);
    expect(await applied(shop.deps.table, "ann", "referral.reversed")).toHaveLength(1);
  });

  it("is not another order, nor money of another currency", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, bobBuys);
    await enroll(shop.deps, purchase("bob", { at: START + 2 * DAY, order: { id: "o-2" } }));
    await enroll(shop.deps, refund("bob", "o-2", { at: START + 2 * DAY }));
    await enroll(shop.deps, { ...bobReturns(), currency: "THB", eventId: "other" });
    await enroll(shop.deps, refund("cleo", "o-1", { amount: 40 }));
    expect((await ann(shop)).referrals).toBe(1);
  });

  it("is taken back once, however often it is told, and never below none", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, bobBuys);
    await enroll(shop.deps, friendBuys("cleo", { at: START + DAY }));
    for (let n = 0; n < 3; n++) await enroll(shop.deps, bobReturns());
    expect((await ann(shop)).referrals).toBe(1);
    await shop.deps.table.write({ update: keys.profile("ann"), set: { referrals: 0 } });
    await enroll(shop.deps, refund("cleo", friendBuys("cleo", { at: START + DAY }).order.id, { amount: 30 }));
    expect((await ann(shop)).referrals).toBe(0);
  });

  it("takes back the coupons that were given for it alone, unless they were redeemed", async () => {
    const shop = await givenAnn();
    const { table } = shop.deps;
    const enrollment = enrollmentId("thanks", "ann", conversionId("bob"));
    await enroll(shop.deps, bobBuys);
    const forBob = await givenCoupon(table, "ann", { enrollment, code: "THANKS-FORBOB" });
    const used = { enrollment, step: "another", code: "THANKS-USED", redeemedAt: START };
    await givenCoupon(table, "ann", used);
    await enroll(shop.deps, friendBuys("cleo", { at: START + DAY }));
    const forCleo = enrollmentId("thanks", "ann", conversionId("cleo"));
    await givenCoupon(table, "ann", { enrollment: forCleo, code: "THANKS-FORCLEO" });
    await enroll(shop.deps, bobReturns());
    const revoked = async (code: string) => (await table.get(keys.code(code)))?.revokedAt;
    expect(await revoked("THANKS-FORBOB")).toBe(shop.clock.now);
    expect(await table.get(keys.given("ann", enrollment, forBob.step))).toHaveProperty("revokedAt", shop.clock.now);
    expect(await revoked("THANKS-USED")).toBeUndefined();
    expect(await revoked("THANKS-FORCLEO")).toBeUndefined();
  });

  it("finds the journey of the conversion also when another has taken its place", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, bobBuys);
    const enrollment = enrollmentId("thanks", "ann", conversionId("bob"));
    await givenCoupon(shop.deps.table, "ann", { enrollment });
    const { endsBy } = await recordsOf(shop.deps.table).enrollment("ann", "thanks");
    shop.clock.now = endsBy + DAY;
    await enroll(shop.deps, friendBuys("cleo", { at: endsBy + DAY }));
    expect((await recordsOf(shop.deps.table).enrollment("ann", "thanks")).id).not.toBe(enrollment);
    await enroll(shop.deps, bobReturns());
    const coupon = await shop.deps.table.get(keys.given("ann", enrollment, "coupon-1"));
    expect(coupon?.revokedAt).toBe(endsBy + DAY);
  });
});

describe("what is told in another order", () => {
  it("does not count a purchase whose refund came before it", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, bobReturns());
    const answer = await enroll(shop.deps, bobBuys);
    expect(answer.referral).toEqual({ refused: "sent back before" });
    expect((await ann(shop)).referrals ?? 0).toBe(0);
    expect((await bob(shop)).referredBy).toBeUndefined();
  });

  it("adds what was given back before to what is given back after", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, { ...bobReturns(15), eventId: "early" });
    await enroll(shop.deps, refund("bob", "o-9", { amount: 40 }));
    await enroll(shop.deps, bobBuys);
    expect((await ann(shop)).referrals).toBe(1);
    expect((await bob(shop)).referredBy?.refunded).toBe(15);
    await enroll(shop.deps, { ...bobReturns(5), eventId: "late" });
    expect((await ann(shop)).referrals).toBe(0);
  });

  it("counts nobody whose reversal reached the advocate before the conversion did", async () => {
    const shop = await givenAnn();
    const about = { customerId: "ann", at: new Date(START + DAY).toISOString() };
    const data = { orderId: "o-1", total: 40, currency: "USD" };
    const converted = { ...about, type: "referral.converted", eventId: conversionId("bob"), data };
    await enroll(shop.deps, friendBuys("cleo", { at: START + DAY }));
    await enroll(shop.deps, { ...about, type: "referral.reversed", eventId: reversalId("bob"), data });
    expect((await ann(shop)).referrals).toBe(1);
    for (let n = 0; n < 2; n++)
      expect(await enroll(shop.deps, converted)).toMatchObject({ applied: false, enrolled: [] });
    expect((await ann(shop)).referrals).toBe(1);
  });

  it("comes to the same whatever happens at the same moment", async () => {
    await onEveryInterleaving(200, async (scheduler) => {
      const shop = await givenAnn();
      const race = givenRace(shop.deps, scheduler);
      race.enters("bob buys", () => enroll(race.deps, bobBuys));
      race.enters("bob buys, told again", () => enroll(race.deps, bobBuys));
      race.enters("bob returns it", () => enroll(race.deps, bobReturns()));
      race.enters("cleo buys", () => enroll(race.deps, friendBuys("cleo", { at: START + DAY })));
      race.enters("dan buys", () => enroll(race.deps, friendBuys("dan", { at: START + DAY })));
      race.enters("ann buys", () => enroll(race.deps, purchase("ann", { at: START + DAY })));
      await race.settles();
      expect(await ann(shop)).toMatchObject({ referrals: 2, orders: 2, stage: "advocate" });
      const { referredBy } = await bob(shop);
      expect(referredBy === undefined || referredBy.takenBack === true).toBe(true);
    });
  });
});
