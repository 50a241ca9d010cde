import { describe, expect, it } from "vitest";
import { enroll } from "../../../lib/journey/enroll.ts";
import { forget } from "../../../lib/journey/forget.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, purchase, START } from "../../support/events.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { givenTold } from "../../support/told.ts";
import { applied, givenCoupon } from "./given.ts";

const REWARD = {
  id: "reward",
  start: { on: "coupon.redeemed", if: { "event.coupon": "thanks-10", "event.late": false } },
  steps: [{ send: "enjoy" }],
} satisfies Authored;

async function givenAnn(changes: Parameters<typeof givenCoupon>[2] = {}) {
  const shop = givenDoubles({
    campaigns: [givenCampaign(REWARD)],
    shop: { coupons: { "thanks-10": { pattern: "THANKS-########" }, "big-20": { pool: true } } },
  });
  await enroll(shop.deps, purchase("ann", { at: START - 9 * DAY }));
  shop.clock.now = START + DAY;
  const coupon = await givenCoupon(shop.deps.table, "ann", { until: START + DAY, ...changes });
  const given = () => shop.deps.table.get(keys.given("ann", coupon.enrollment, coupon.step));
  return { shop, coupon, given };
}

const redeems = (shop: Doubles, who = "ann", code = " thanks-8f3k2m9q", at = START) =>
  enroll(shop.deps, purchase(who, { at, order: { coupon: code, total: 80 } }));

describe("a coupon that was redeemed", () => {
  it("is told of whom it was given to, once, and noted where it was given", async () => {
    const { shop, coupon, given } = await givenAnn();
    const answer = await redeems(shop);
    expect(answer.coupon).toEqual({ redeemed: true });
    expect(answer.enrolled).toMatchObject([{ campaign: "reward" }]);
    expect(answer).not.toHaveProperty("referral");
    expect(await redeems(shop)).not.toHaveProperty("coupon");
    const again = await redeems(shop, "ann", coupon.code, START + DAY);
    expect(again.coupon).toEqual({ refused: "redeemed before" });
    expect(shop.log.filter((line) => line.includes("a coupon does not count"))).toHaveLength(1);
    expect(shop.log.join()).not.toContain(coupon.code);
    const told = await applied(shop.deps.table, "ann", "coupon.redeemed");
    expect(told.map(({ facts }) => facts)).toEqual([
      { coupon: "thanks-10", campaign: "thanks", total: 80, currency: "USD", late: false },
    ]);
    expect(await given()).toMatchObject({ redeemedAt: START, total: 80, currency: "USD" });
  });

  it("by somebody else is told of whom it was given to", async () => {
    const { shop, given } = await givenAnn();
    await redeems(shop, "bob");
    expect(await applied(shop.deps.table, "ann", "coupon.redeemed")).toHaveLength(1);
    expect(await applied(shop.deps.table, "bob", "coupon.redeemed")).toEqual([]);
    expect(await given()).toHaveProperty("redeemedAt", START);
    const bobs = await shop.deps.table.query("customer#bob", { prefix: "" });
    expect(JSON.stringify(bobs.items)).not.toContain('"ann"');
  });

  it("after its end, or after it was revoked, was redeemed all the same", async () => {
    const { shop, coupon, given } = await givenAnn({ until: START - 1 });
    await shop.deps.table.write({ update: keys.code(coupon.code), set: { revokedAt: START - DAY } });
    expect(await redeems(shop)).toMatchObject({
      enrolled: [],
      coupon: { redeemed: true, late: true, revoked: true },
    });
    const [told] = await applied(shop.deps.table, "ann", "coupon.redeemed");
    expect(told?.facts.late).toBe(true);
    expect(await given()).toHaveProperty("redeemedAt", START);
  });

  it("is nothing when the code is one of a pool that nobody got, or the shop's own", async () => {
    const { shop } = await givenAnn();
    await shop.deps.table.write({ put: { ...keys.code("FREE-1"), kind: "coupon", coupon: "big-20", state: "free" } });
    for (const [index, code] of ["FREE-1", "SUMMER", "  "].entries()) {
      const { applied, coupon } = await redeems(shop, "ann", code, START + index);
      expect({ applied, coupon }).toEqual({ applied: true, coupon: undefined });
    }
    expect(await applied(shop.deps.table, "ann", "coupon.redeemed")).toEqual([]);
  });

  it("is unknown when the code looks like one of a coupon's pattern, and was never given", async () => {
    const { shop } = await givenAnn();
    const told = async (who: string, order: object) =>
      (await enroll(shop.deps, purchase(who, { order: { total: 80, ...order } }))).coupon;
    expect(await told("bob", { coupon: "thanks-00000000" })).toEqual({ refused: "unknown code" });
    expect(shop.log).toEqual(["a coupon does not count"]);
    // I, L, O and U are in none of them.
    expect(await told("cleo", { coupon: "THANKS-0000000I" })).toBeUndefined();
    expect(await told("dan", { coupon: "THANKS-000000000" })).toBeUndefined();
    expect(await told("eve", { referral: "THANKS-00000000" })).toBeUndefined();
  });

  it("is told also when it is not kept any more how it was given", async () => {
    const { shop, coupon, given } = await givenAnn();
    await shop.deps.table.write({ delete: keys.given("ann", coupon.enrollment, coupon.step) });
    await redeems(shop);
    expect(await applied(shop.deps.table, "ann", "coupon.redeemed")).toHaveLength(1);
    expect(await given()).toBeUndefined();
  });

  it("of somebody who was erased tells nothing, makes nobody anew, and is never free again", async () => {
    const { shop, coupon } = await givenAnn({ until: START + 9 * DAY });
    await forget(shop.deps, "ann", givenTold());
    const kept = { kind: "coupon", coupon: "thanks-10", state: "given", until: START + 9 * DAY };
    expect(await shop.deps.table.get(keys.code(coupon.code))).toEqual({ ...keys.code(coupon.code), ...kept });
    expect((await redeems(shop, "bob")).coupon).toEqual({ refused: "unknown code" });
    expect((await shop.deps.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });
});
