import { expect, it } from "vitest";
import { readHead } from "../../../lib/journey/head.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { DAY, MINUTE, purchase, refund } from "../../support/events.ts";
import type { Fault } from "../../support/faults.ts";
import { outcome } from "../../support/outcome.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { type TestWorld, world } from "../../support/world.ts";
import { answers, applied, friendBuys, givenCode, givenCoupon } from "./given.ts";

/*
 * Every call that friends, coupons, answers and stages make outside fails once, before it is done and after: between the
 * friend's transaction and the advocate's, too.
 */

const AUTHORED: Authored[] = [
  {
    id: "asks",
    steps: [
      { send: "how-likely" },
      { waitFor: { answered: "how-likely" }, within: "30 days", then: [{ tag: "said" }] },
    ],
  },
  {
    id: "thanks",
    start: { on: "referral.converted", again: "always" },
    steps: [{ wait: "3 days" }, { send: "thanks" }],
  },
  { id: "redeemed", start: { on: "coupon.redeemed" }, steps: [{ send: "enjoy" }] },
  {
    id: "at-risk",
    start: { on: "stage.changed", if: { "event.to": "at risk" }, again: "always" },
    steps: [{ send: "we-miss-you" }],
  },
];
const CAMPAIGNS = AUTHORED.map((authored) => givenCampaign(authored));
const PEOPLE = ["ann", "bob", "cleo"];

const WHEN = ["before", "after"] as const;

async function play(faults: Fault[]): Promise<TestWorld> {
  const shop = world({ campaigns: CAMPAIGNS, faults });
  await shop.tells(purchase("ann"));
  await shop.passes(MINUTE);
  await givenCode(shop.table, "ann");
  const { code } = await givenCoupon(shop.table, "ann");
  if (shop.mails().includes("ann how-likely")) {
    const { enrollment, step } = shop.sendId("ann", "how-likely");
    await shop.tells(answers("ann", { at: shop.now(), message: { enrollment, step } }));
  }
  await shop.tells(friendBuys("bob", { at: shop.now(), order: { id: "b-1", coupon: code } }));
  await shop.tells(friendBuys("cleo", { at: shop.now() + 1 }));
  await shop.passes(5 * DAY);
  await shop.tells(refund("bob", "b-1", { at: shop.now() }));
  await shop.passes(200 * DAY);
  return shop;
}

async function ended(shop: TestWorld): Promise<object> {
  const people = await Promise.all(
    PEOPLE.map(async (who) => {
      const { stage, referrals, referredBy, nps } = (await readHead(shop.table, who)).profile ?? {};
      const changes = (await applied(shop.table, who, "stage.changed")).map(({ facts }) => `${facts.from}>${facts.to}`);
      return { stage, referrals, referredBy, nps: nps?.score, changes: changes.sort() };
    }),
  );
  const { pk } = keys.given("ann", "", "");
  const coupons = (await shop.table.query(pk, { prefix: "coupon#" })).items;
  const told = await applied(shop.table, "ann", "referral.converted");
  const { mails, executions, figures, deadLetters } = await outcome(shop, PEOPLE);
  return {
    ...{ mails, executions, figures, deadLetters },
    people,
    told: told.map(({ facts }) => facts.referrals),
    coupons: coupons.map(({ total, redeemedAt }) => ({ total, isRedeemed: redeemedAt !== undefined })),
  };
}

it("comes to what it should when nothing fails", async () => {
  const shop = await play([]);
  expect(await ended(shop)).toMatchObject({
    people: [
      { stage: "lapsed", referrals: 1, nps: 9 },
      { stage: "lapsed", referredBy: { takenBack: true } },
      { stage: "lapsed", referredBy: { refunded: 0 } },
    ],
    told: [1, 2],
    coupons: [{ total: 30, isRedeemed: true }],
  });
  expect(shop.mails().filter((mail) => mail.endsWith("we-miss-you"))).toHaveLength(3);
});

const PARTS = 4;

it.each(Array.from({ length: PARTS }, (_, part) => part))(
  "ends the same whichever call fails (part %i)",
  async (part) => {
    const calm = await play([]);
    const wanted = await ended(calm);
    for (let call = 1 + part; call <= calm.faults.calls; call += PARTS) {
      const name = calm.faults.trace[call - 1] ?? "";
      // A read that is cut off is the same before and after.
      for (const when of name.startsWith("table.") && !/write|transact/.test(name) ? WHEN.slice(0, 1) : WHEN) {
        const shop = await play([{ call, when }]);
        expect(await ended(shop), `${when} call ${call}, ${name}`).toEqual(wanted);
      }
    }
  },
);
