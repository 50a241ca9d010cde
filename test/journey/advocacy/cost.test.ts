import { expect, it } from "vitest";
import { begin } from "../../../lib/journey/begin.ts";
import { STAGE_WATCH, stageWatch } from "../../../lib/journey/hash.ts";
import { cost } from "../../support/cost.ts";
import { DAY, MINUTE, purchase, refund } from "../../support/events.ts";
import { type TestWorld, world } from "../../support/world.ts";
import { answers, friendBuys, givenCode, givenCoupon } from "./given.ts";

/** A customer whose stage stays as it is, so that only what is asked about costs something. */
async function givenRegular(shop: TestWorld, customer: string): Promise<void> {
  for (let n = 0; n < 4; n++) await shop.tells(purchase(customer, { at: shop.now() + n }));
}

const hears = (on: string) => ({ start: { on, if: { "event.to": "champion" } }, steps: [{ send: "hello" }] });
const LISTENS = hears("stage.changed");

it.each([
  ["where nobody listens to the stage", hears("signed-up"), { reads: 0, writes: 0 }],
  // The event about the advocate's stage, which goes up, and down again.
  ["where a campaign listens to it, more by the advocate's", LISTENS, { reads: 2, writes: 4 }],
])("a friend costs the reads and writes that docs/referrals.md says, %s", async (_where, campaign, staged) => {
  const shop = world({ campaigns: [campaign] });
  await givenRegular(shop, "ann");
  await shop.passes(MINUTE);
  await givenCode(shop.table, "ann");
  const plain = await cost(shop, () => shop.tells(purchase("cleo", { at: shop.now() })));
  const friend = friendBuys("bob", { at: shop.now(), order: { id: "o-1" } });
  const counted = await cost(shop, () => shop.tells(friend));
  const more = { reads: counted.reads - plain.reads, writes: counted.writes - plain.writes };
  // The code, the advocate's profile and contact; then the event for the advocate.
  expect(more, "a friend's purchase, more than any first one").toEqual({
    reads: 1 + 2 + 4 + staged.reads,
    writes: 4 + staged.writes,
  });
  expect(
    await cost(shop, () => shop.tells(refund("bob", "o-1", { at: shop.now() }))),
    "a refund that takes it back, more than any refund",
  ).toEqual({ reads: 2 + 5 + staged.reads, writes: 4 + 4 + staged.writes });
});

it("coupons and answers cost the reads and writes that docs/referrals.md and docs/cost.md say", async () => {
  const shop = world({ campaigns: [LISTENS] });
  await givenRegular(shop, "ann");
  const { code } = await givenCoupon(shop.table, "ann");
  await givenRegular(shop, "dan");
  await shop.passes(MINUTE);
  expect(
    await cost(shop, () => shop.tells(purchase("dan", { at: shop.now(), order: { coupon: "SUMMER" } }))),
    "a purchase with a code of the shop's own",
  ).toEqual({ reads: 2 + 1, writes: 6 });
  expect(
    await cost(shop, () => shop.tells(purchase("ann", { at: shop.now(), order: { coupon: code } }))),
    "a purchase with a coupon of ours",
  ).toEqual({ reads: 2 + 1 + 4, writes: 6 + 6 });
  expect(await cost(shop, () => shop.tells(answers("ann", { at: shop.now() }))), "an answer").toEqual({
    reads: 2,
    writes: 6,
  });
});

it("watching stages costs the reads and writes that docs/stages.md says", async () => {
  const shop = world({ campaigns: [LISTENS] });
  await shop.tells(purchase("ann"));
  await shop.passes(89 * DAY);
  // The profile; the event without news; the change.
  expect(await cost(shop, () => shop.passes(2 * DAY))).toEqual({ reads: 1 + 2 + 2, writes: 4 + 4 });
});

it("a look that finds nothing new costs 3 reads and 4 writes, and so does one to which nobody listens any more", async () => {
  const shop = world({ campaigns: [LISTENS] });
  const look = () => begin(shop.deps, { customer: "ann", campaign: STAGE_WATCH, enrollment: stageWatch("ann") });
  await shop.tells(purchase("ann"));
  await shop.passes(DAY);
  expect(await cost(shop, look)).toEqual({ reads: 1 + 2, writes: 4 });
  shop.deps.campaigns = [];
  expect(await cost(shop, () => shop.passes(90 * DAY))).toEqual({ reads: 1 + 2, writes: 4 });
  expect((await shop.profile("ann")).stage).toBe("at risk");
});
