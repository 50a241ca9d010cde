import { createReadStream, existsSync } from "node:fs";
import { expect, it } from "vitest";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import { share } from "../../lib/journey/hash.ts";
import { importOrders } from "../../lib/simulate/orders/import.ts";
import type { CampaignReport } from "../../lib/simulate/report/campaign.ts";
import { comparison } from "../../lib/simulate/report/findings.ts";
import { liftOf } from "../../lib/simulate/report/lift.ts";
import { givenShop } from "../support/shop.ts";
import { buys, NOBODY_REACTS, run, until, WIN_BACK } from "./given.ts";

const CDNOW = new URL("../../../shared/data/cdnow-sample.csv", import.meta.url);
const HALF = { ...WIN_BACK, holdout: "50%" };

/** Customers with habits of their own: some come every two weeks, some twice a year. */
function invented(customers: number): ShopEvent[] {
  return Array.from({ length: customers }, (_, index) => {
    const name = `c${index}`;
    const pause = 10 + 60 * share("pause", name);
    const days: number[] = [];
    for (
      let day = 100 * share("first", name);
      day < 360;
      day += -Math.log(1 - share("gap", name, String(day))) * pause + 1
    ) {
      days.push(Math.floor(day));
    }
    return buys(name, ...days);
  }).flat();
}

/** With nobody reacting, messages bring nothing: both groups must reach the goal alike. */
async function expectAlike(events: readonly ShopEvent[]): Promise<void> {
  const { report } = await run(events, { campaigns: [HALF], rates: NOBODY_REACTS });
  const [campaign] = report.campaigns;
  const goal = campaign?.goal;
  const holdout = goal?.holdout;
  if (campaign === undefined || goal === undefined || holdout === undefined) throw new Error("there is no holdout");
  expect(Math.min(goal.converted, holdout.converted)).toBeGreaterThan(50);
  expect(goal.supposed).toBe(0);
  const pooled = (goal.converted + holdout.converted) / (campaign.begun + holdout.size);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / campaign.begun + 1 / holdout.size));
  expect(Math.abs(holdout.lift.difference)).toBeLessThan(3 * error);
}

it("messages that bring nothing show no lift over the holdout", () => expectAlike([...invented(600), ...until(360)]));

it("nor do they with the purchases of a real shop", async (context) => {
  if (!existsSync(CDNOW)) {
    console.log("skipped: the CDNOW sample does not lie beside the project");
    return context.skip();
  }
  const content = createReadStream(CDNOW);
  const { events } = await importOrders({ path: "cdnow.csv", content }, { shop: givenShop(), seed: "seed" });
  await expectAlike(events);
});

it("messages that bring purchases show a lift", async () => {
  const rates = { opened: 0.6, clicked: 0.5, bought: 0.4, unsubscribed: 0 };
  const { report } = await run([...invented(300), ...until(360)], { campaigns: [HALF], rates });
  expect(report.campaigns[0]?.goal?.holdout?.lift.verdict).toBe("more than chance");
});

it("a lift that no message brought is called the luck that it is", () => {
  const campaign: CampaignReport = {
    id: "quiet",
    name: "Quiet",
    enrolled: 1_000,
    heldOut: 1_000,
    begun: 1_000,
    notEnrolled: {},
    ended: { completed: 1_000 },
    endedBeforeBegun: {},
    waiting: 0,
    inProgress: 0,
    goal: {
      converted: 130,
      supposed: 0,
      share: 0.13,
      holdout: {
        size: 1_000,
        converted: 90,
        share: 0.09,
        lift: liftOf({ size: 1_000, converted: 130 }, { size: 1_000, converted: 90 }),
      },
      revenue: {},
    },
    steps: [],
    messages: [],
    surveys: [],
    coupons: [],
    calls: {},
  };
  expect(comparison(campaign)).toBe(
    "quiet: 13.0% of 1,000 journeys with messages reached the goal, 9.0% of 1,000 held out. Those 4.0 points more are " +
      "more than chance (chance alone does this 4 in 1,000 times). Yet no message brought a purchase in this run: it is " +
      "the luck of who was held out.",
  );
});
