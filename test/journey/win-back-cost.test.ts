import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Campaign } from "../../lib/campaign/campaign.ts";
import { type Engagement, engage } from "../../lib/journey/engage.ts";
import { meteredTable } from "../../lib/simulate/metered-table.ts";
import type { Check, Table, Write } from "../../lib/store/table.ts";
import { DAY, HOUR, MINUTE, purchase } from "../support/events.ts";
import { type TestWorld, world } from "../support/world.ts";

const file = new URL("../../campaigns/win-back.json", import.meta.url);
const { $schema: _schema, holdout: _holdout, ...winBack } = JSON.parse(readFileSync(file, "utf8"));
const EVIDENCE = { agent: "Mozilla/5.0 (Macintosh)", timed: true, link: "https://bluecup.example/" };

/** What is counted of one customer: the table of docs/cost.md. */
interface Usage {
  transitions: number;
  schedules: number;
  /** Sent, received and deleted: each message, and each click that settles. */
  queueRequests: number;
  writes: number;
  reads: number;
  /** Of functions. */
  calls: number;
  /** That `tally` is handed. */
  changes: number;
}

interface Ann {
  shop: TestWorld;
  buys(total?: number): Promise<void>;
  /** SES tells of the last message: taken, delivered, opened; and clicked. */
  reads(clicks?: "clicks"): Promise<void>;
}

/** What one customer costs in the example's win-back, beside a campaign that goes first, as in the example. */
async function counted(lives: (ann: Ann) => Promise<void>, listens?: "listens"): Promise<Usage> {
  const on = listens === undefined ? "never-told" : "stage.changed";
  const other = { id: "other", start: { on, if: { "event.to": "champion" } }, steps: [{ send: "hello" }] };
  const coupons = { "come-back-15": { pattern: "BACK-########" } };
  const shop = world({ campaigns: [winBack as Campaign, other], shop: { coupons } });
  const units = { reads: 0, writes: 0 };
  const usage = { schedules: 0, changes: 0 };
  const told = { purchases: 0, facts: 0, clicks: 0 };
  const { deps } = shop;
  deps.table = meteredTable(countingChanges(deps.table, usage), units);
  const { set } = deps.schedules;
  deps.schedules.set = (...about) => {
    usage.schedules += 1;
    return set(...about);
  };
  const tells = async (engagement: Engagement): Promise<void> => {
    told.facts += 1;
    await engage(deps, engagement);
  };
  await lives({
    shop,
    async buys(total = 30) {
      told.purchases += 1;
      await shop.tells(purchase("ann", { at: shop.now(), order: { total } }));
    },
    async reads(clicks) {
      const last = shop.mailer.taken.at(-1)?.mail.sendId;
      if (last === undefined) throw new Error("there is no message");
      const about = () => ({ message: last, at: shop.now() });
      await tells({ fact: "sent", ...about(), messageId: "m" });
      await tells({ fact: "delivered", ...about() });
      await shop.passes(MINUTE);
      await tells({ fact: "opened", ...about(), evidence: EVIDENCE });
      if (clicks === undefined) return;
      told.clicks += 1;
      await tells({ fact: "clicked", ...about(), evidence: EVIDENCE, look: "first" });
      await tells({ fact: "clicked", ...about(), evidence: EVIDENCE, look: "settled" });
    },
  });
  const sent = shop.mails().length;
  const begun = shop.ends.length;
  const asked = shop.transitions.filter(({ state }) => state.startsWith("Ask: ")).length;
  return {
    transitions: shop.transitions.length,
    schedules: usage.schedules,
    queueRequests: 3 * (sent + told.clicks),
    // The shop's puts into the Events table, too.
    writes: units.writes + told.purchases,
    reads: units.reads,
    calls: told.purchases + begun + sent + asked + told.facts + shop.ends.length,
    changes: usage.changes,
  };
}

function countingChanges(table: Table, usage: { changes: number }): Table {
  const count = (action: Write | Check): void => {
    const key = "put" in action ? action.put : "update" in action ? action.update : undefined;
    if (key !== undefined && /^(@in#|past#|send#|coupon#|call#)/.test(key.sk)) usage.changes += 1;
  };
  return {
    ...table,
    async write(action) {
      const written = await table.write(action);
      count(action);
      return written;
    },
    async transact(actions) {
      await table.transact(actions);
      actions.forEach(count);
    },
  };
}

it.each<[string, (ann: Ann) => Promise<void>, Usage]>([
  [
    "who clicks gets one message",
    async ({ shop, buys, reads }) => {
      await buys();
      await shop.passes(60 * DAY + HOUR);
      await reads("clicks");
      await shop.passes(HOUR);
    },
    { transitions: 1, schedules: 1, queueRequests: 6, writes: 22, reads: 13, calls: 9, changes: 10 },
  ],
  [
    "who stays silent gets three, the last one with a code",
    async ({ shop, buys, reads }) => {
      await buys();
      for (const days of [60, 3, 10]) {
        await shop.passes(days * DAY + HOUR);
        await reads();
      }
    },
    { transitions: 6, schedules: 1, queueRequests: 9, writes: 42, reads: 34, calls: 16, changes: 20 },
  ],
  [
    "who buys again before it begins gets none",
    async ({ shop, buys }) => {
      await buys();
      await shop.passes(11 * DAY);
      await buys();
    },
    { transitions: 0, schedules: 2, queueRequests: 0, writes: 20, reads: 4, calls: 2, changes: 3 },
  ],
  [
    "a first purchase that starts nothing",
    async ({ buys }) => buys(5),
    { transitions: 0, schedules: 0, queueRequests: 0, writes: 7, reads: 2, calls: 1, changes: 0 },
  ],
])("of the win-back, %s, and costs what docs/cost.md says", async (_what, lives, usage) => {
  expect(await counted(lives)).toEqual(usage);
});

it("a first purchase that starts nothing costs 4 writes, 2 reads and a schedule more where a campaign listens to the stage", async () => {
  const usage = { transitions: 0, schedules: 1, queueRequests: 0, writes: 7 + 4, reads: 2 + 2, calls: 1, changes: 0 };
  expect(await counted(async ({ buys }) => buys(5), "listens")).toEqual(usage);
});
