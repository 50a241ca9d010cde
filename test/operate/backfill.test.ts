import { describe, expect, it } from "vitest";
import { backfill } from "../../lib/journey/backfill.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { type BackfillDeps, type BackfillState, backfillAll } from "../../lib/operate/backfill.ts";
import { Interrupted } from "../../lib/operate/trouble.ts";
import { WIN_BACK } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { DAY, learned, purchase, refund, START, says } from "../support/events.ts";
import { givenCampaign } from "../support/shop.ts";
import { givenCheckpoint } from "./given-checkpoint.ts";
import { givenEvents } from "./given-events.ts";
import { AT_ONCE } from "./given-time.ts";

/** Customers of a shop whose win-back comes when they are there already. */
const HISTORY = [
  ...Array.from({ length: 12 }, (_, i) => purchase(`buyer-${String(i).padStart(2, "0")}`, { at: START - i * DAY })),
  purchase("bought-long-ago", { at: START - 200 * DAY }),
  purchase("gave-back", { at: START - 20 * DAY, id: "order-1" }),
  refund("gave-back", "order-1", { at: START - 10 * DAY }),
  purchase("says-no", { at: START - 5 * DAY, customer: says(false, START - 5 * DAY) }),
  learned("never-bought", { firstName: "Ana" }, { at: START - 5 * DAY }),
];

async function given(changes: Partial<BackfillDeps> = {}) {
  const doubles = givenDoubles();
  for (const event of HISTORY) await enroll(doubles.deps, event);
  const { rules } = givenCampaign(WIN_BACK);
  const make = (dry: boolean) => ({
    events: givenEvents([...HISTORY, { customerId: "broken", eventId: "1", type: "purchase" }]),
    backfillOne: (customer: string, events: Parameters<BackfillDeps["backfillOne"]>[1]) =>
      backfill(doubles.deps, rules, customer, events, { late: "skip", dry }),
    pace: AT_ONCE,
    now: doubles.deps.now,
    checkpoint: givenCheckpoint<BackfillState>(),
    ...changes,
  });
  return { doubles, make };
}

describe("a backfill", () => {
  it("says who would be enrolled, who not and why, and when journeys begin, and enrolls nobody", async () => {
    const { doubles, make } = await given();
    const result = await backfillAll(make(true), false);
    expect(result).toMatchObject({ customers: 17, enrolled: 12, heldOut: 0, beginNow: 0, unreadable: 1 });
    expect(result.passed).toEqual({
      "its time had gone by": 1,
      "would have ended since: refund": 1,
      "said no to marketing": 1,
      "no purchase yet": 1,
      "no event that can be read": 1,
    });
    expect(Object.values(result.beginsInWeek).reduce((sum, n) => sum + n, 0)).toBe(12);
    // The 60th day after the first of January 2026 is the second of March, a Monday.
    expect(Object.keys(result.beginsInWeek).sort()).toEqual(["2026-02-16", "2026-02-23", "2026-03-02"]);
    expect(doubles.schedules.size).toBe(0);
  });

  it("leaves out what is not as shop.json declares it", async () => {
    const { make } = await given();
    const rated = { ...learned("rater", {}), type: "rated", customer: {}, data: { rating: 6 } };
    const declared = { rated: { data: { rating: { type: "number" as const, atMost: 5 } } } };
    const events = givenEvents([rated]);
    expect((await backfillAll({ ...make(true), events, declared }, false)).unreadable).toBe(1);
    expect((await backfillAll({ ...make(true), events }, false)).unreadable).toBe(0);
  });

  it("enrolls them once, however often it is run", async () => {
    const { doubles, make } = await given();
    expect(await backfillAll(make(false), true)).toMatchObject({ enrolled: 12, isInterrupted: false });
    const schedules = new Map(doubles.schedules);
    expect(schedules.size).toBe(12);
    await backfillAll(make(false), true);
    expect(doubles.schedules).toEqual(schedules);
  });

  it("goes on where it was stopped", async () => {
    const checkpoint = givenCheckpoint<BackfillState>();
    const { doubles, make } = await given({ checkpoint });
    const stop = async (): Promise<void> => {
      throw new Interrupted("stopped");
    };
    const stopped = await backfillAll({ ...make(false), pace: stop }, true);
    expect(stopped).toMatchObject({ customers: 10, isInterrupted: true });
    const asked: string[] = [];
    const deps = make(false);
    const rest = await backfillAll(
      {
        ...deps,
        backfillOne: (customer, events) => {
          asked.push(customer);
          return deps.backfillOne(customer, events);
        },
      },
      true,
    );
    expect(rest).toMatchObject({ customers: 17, enrolled: 12, isInterrupted: false });
    expect(asked).toEqual([
      ...Array.from({ length: 4 }, (_, i) => `buyer-${String(i + 8).padStart(2, "0")}`),
      "gave-back",
      "never-bought",
      "says-no",
    ]);
    expect(doubles.schedules.size).toBe(12);
  });

  it("is paced by those it enrolls: the others cost a read", async () => {
    const paced: number[] = [];
    const { make } = await given();
    const pace = async (n = 1): Promise<void> => void paced.push(n);
    await backfillAll({ ...make(true), pace }, false);
    expect(paced.every((n) => n === 0)).toBe(true);
    paced.length = 0;
    await backfillAll({ ...make(false), pace }, true);
    expect(paced.reduce((sum, n) => sum + n, 0)).toBe(12);
  });
});
