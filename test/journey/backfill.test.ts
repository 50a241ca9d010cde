import { describe, expect, it } from "vitest";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import { backfill } from "../../lib/journey/backfill.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { WIN_BACK } from "../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { DAY, happened, learned, purchase, refund, START } from "../support/events.ts";
import { enrolledBy } from "../support/messages.ts";
import { recordsOf } from "../support/records.ts";
import { type Authored, givenCampaign } from "../support/shop.ts";
import { world } from "../support/world.ts";

const winBack = givenCampaign(WIN_BACK);
const SKIP = { late: "skip", dry: false } as const;

/** A shop that had these events before the campaign came, and is `days` after the start now. */
async function given(events: ShopEvent[], days = 0): Promise<Doubles> {
  const doubles = givenDoubles({ campaigns: [] });
  for (const event of events) await enroll(doubles.deps, event);
  doubles.clock.now = START + days * DAY;
  return doubles;
}

const enrollmentOf = ({ deps }: Doubles) => recordsOf(deps.table).enrollment("ann", "win-back");

describe("backfilling a campaign", () => {
  it("enrolls by the newest event that would have started it, and counts from then", async () => {
    const events = [purchase("ann"), purchase("ann", { at: START + 10 * DAY })];
    const shop = await given(events, 30);
    const begins = START + 70 * DAY;
    const enrolled = { enrolled: true, holdout: false, begins };
    expect(await backfill(shop.deps, winBack.rules, "ann", events, SKIP)).toEqual(enrolled);
    expect([...shop.schedules]).toEqual([[enrolledBy("ann", "win-back", events[1] as never), begins]]);
    expect(await enrollmentOf(shop)).toMatchObject({ status: "scheduled", at: START + 10 * DAY, begins });
  });

  it("only says so in a dry run", async () => {
    const events = [purchase("ann")];
    const shop = await given(events, 30);
    const said = await backfill(shop.deps, winBack.rules, "ann", events, { late: "skip", dry: true });
    expect(said).toMatchObject({ enrolled: true });
    expect(shop.schedules.size).toBe(0);
    await expect(enrollmentOf(shop)).rejects.toThrow();
  });

  it("takes a look at somebody's stage for no event: neither to start by, nor to stop", async () => {
    const look = learned("ann", {}, { id: "stage-1", at: START + 5 * DAY });
    const shop = await given([purchase("ann"), look], 6);
    const byProfile = givenCampaign({ ...WIN_BACK, start: { on: "profile" } });
    expect(await backfill(shop.deps, byProfile.rules, "ann", [purchase("ann"), look], SKIP)).toEqual({
      why: "no profile yet",
    });
    const stops = givenCampaign({ ...WIN_BACK, stop: [{ on: "profile" }] });
    expect(await backfill(shop.deps, stops.rules, "ann", [purchase("ann"), look], SKIP)).toMatchObject({
      enrolled: true,
    });
  });

  it("enrolls nobody twice, and finishes what a crash cut off", async () => {
    const events = [purchase("ann")];
    const shop = await given(events, 30);
    await backfill(shop.deps, winBack.rules, "ann", events, SKIP);
    shop.schedules.clear();
    expect(await backfill(shop.deps, winBack.rules, "ann", events, SKIP)).toEqual({ why: "already in it" });
    expect(shop.schedules.size).toBe(1);
    expect((await enrollmentOf(shop)).rev).toBe(1);
  });

  it("leaves out whose time has gone by, or lets them begin now", async () => {
    const events = [purchase("ann")];
    const shop = await given(events, 200);
    expect(await backfill(shop.deps, winBack.rules, "ann", events, SKIP)).toEqual({ why: "its time had gone by" });
    const begins = START + 200 * DAY;
    expect(await backfill(shop.deps, winBack.rules, "ann", events, { late: "start", dry: false })).toMatchObject({
      begins,
    });
    expect([...shop.schedules.values()]).toEqual([begins]);
  });

  it("enrolls nobody whom a later event would have stopped, who said no, or who was in it", async () => {
    const bought = purchase("ann");
    const rules = givenCampaign({ ...WIN_BACK, stop: [{ on: "refund", outcome: "refunded" }] } as Authored).rules;
    const refunded = [bought, refund("ann", bought.order.id, { at: START + DAY })];
    const shop = await given(refunded, 30);
    expect(await backfill(shop.deps, rules, "ann", refunded, SKIP)).toEqual({
      why: "would have ended since: refunded",
    });

    const no = learned("ann", { consent: { marketing: false, at: new Date(START).toISOString(), source: "page" } });
    const left = await given([bought, no], 30);
    expect(await backfill(left.deps, winBack.rules, "ann", [bought, no], SKIP)).toEqual({
      why: "said no to marketing",
    });
    expect(await backfill(left.deps, winBack.rules, "ann", [], SKIP)).toEqual({ why: "no purchase yet" });
  });

  it("enrolls nobody who has reached the goal since", async () => {
    const goal = { on: "purchase", within: "60 days" } as const;
    const rules = givenCampaign({ steps: [{ send: "hello" }], start: { on: "signed-up" }, goal } as Authored).rules;
    const signedUp = happened("signed-up", "ann", { at: START });
    const events = [signedUp, purchase("ann", { at: START + DAY })];
    const shop = await given(events, 2);
    expect(await backfill(shop.deps, rules, "ann", events, SKIP)).toEqual({ why: "would have ended since: goal" });
    expect(await backfill(shop.deps, rules, "ann", [signedUp], SKIP)).toMatchObject({ enrolled: true });
  });

  it("looks again when something about the customer changes in between", async () => {
    const events = [purchase("ann")];
    const shop = await given(events, 30);
    const { transact } = shop.deps.table;
    let first = true;
    shop.deps.table.transact = async (actions) => {
      if (first) {
        first = false;
        const no = { marketing: false, at: new Date(START + DAY).toISOString(), source: "page" };
        await enroll({ ...shop.deps, table: { ...shop.deps.table, transact } }, learned("ann", { consent: no }));
      }
      return transact(actions);
    };
    expect(await backfill(shop.deps, winBack.rules, "ann", events, SKIP)).toEqual({ why: "said no to marketing" });
    expect(shop.schedules.size).toBe(0);
  });

  it("enrolls who will give way to campaigns of higher priority, as everybody in this campaign does", async () => {
    const events = [purchase("ann")];
    const shop = await given(events, 30);
    const high = givenCampaign({ ...WIN_BACK, id: "high", priority: "high" }).rules;
    await backfill({ ...shop.deps, campaigns: [high, winBack.rules] }, winBack.rules, "ann", events, SKIP);
    expect(await enrollmentOf(shop)).toMatchObject({ yields: true });
  });

  it("lets whom it enrolled live the journey as anybody would", async () => {
    const shop = world({ campaigns: [WIN_BACK] });
    const { campaigns } = shop.deps;
    shop.deps.campaigns = [];
    const event = purchase("ann");
    await shop.tells(event);
    await shop.passes(90 * DAY);
    const [rules] = campaigns;
    if (rules === undefined) throw new Error("no campaign");
    await backfill(shop.deps, rules, "ann", [event], { late: "start", dry: false });
    await shop.passes(DAY);
    expect(shop.mails()).toHaveLength(1);
  });
});
