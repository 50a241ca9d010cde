import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keys } from "../../../lib/journey/keys.ts";
import { ceilingOn, givePlaceBack, type Place, takePlace } from "../../../lib/journey/send/warm-up.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import type { Table } from "../../../lib/store/table.ts";

const plan = { from: "2026-12-01", start: 200, growth: "50%", until: 50_000 };
const small = { from: "2026-12-01", start: 2, growth: "50%", until: 4 };

function given(warmUp: typeof plan | undefined, now: string, table: Table = createMemoryTable()) {
  const clock = { now: Date.parse(now) };
  const shop = { timeZone: "Asia/Bangkok", ...(warmUp === undefined ? {} : { warmUp }) };
  return { deps: { table, now: () => clock.now, shop }, clock, table };
}

const FIRST = { day: "2026-12-01" };
const SECOND = { day: "2026-12-02" };

async function taken(deps: Parameters<typeof takePlace>[0]): Promise<Place> {
  const place = await takePlace(deps);
  if ("until" in place) throw new Error("there is no place");
  return place;
}

/** Whoever calls it has made a request. */
const untouchable = new Proxy({} as Table, {
  get: (_, call) => () => Promise.reject(new Error(`${String(call)} was called`)),
});

describe("the ceiling of a day", () => {
  it("begins with the first day's, grows each day, and is rounded down", () => {
    const days = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06"];
    expect(days.map((day) => ceilingOn(plan, day))).toEqual([200, 300, 450, 675, 1012, 1518]);
  });

  it("is none before the plan begins, and none from the day on which it would come to the end", () => {
    expect(ceilingOn(plan, "2026-11-30")).toBeUndefined();
    expect(ceilingOn(plan, "2026-12-14")).toBe(38_923);
    expect(ceilingOn(plan, "2026-12-15")).toBeUndefined();
    expect(ceilingOn(plan, "2126-12-15")).toBeUndefined();
    expect(ceilingOn({ ...plan, start: 100, growth: "100%", until: 200 }, "2026-12-02")).toBeUndefined();
  });

  it("is what a calculator says", () => {
    expect(ceilingOn({ ...plan, start: 100, growth: "15%" }, "2026-12-02")).toBe(115);
  });

  it("follows the sum of whole numbers on any day", () => {
    const plans = fc.record({
      from: fc.constant("2026-12-01"),
      start: fc.integer({ min: 1, max: 1_000_000 }),
      growth: fc.integer({ min: 1, max: 999 }).map((percent) => `${percent}%`),
      until: fc.integer({ min: 2, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(plans, fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 900 })), (plan, days) => {
        const day = new Date(Date.UTC(2026, 11, 1 + days)).toISOString().slice(0, 10);
        const exact =
          (BigInt(plan.start) * BigInt(100 + Number.parseInt(plan.growth, 10)) ** BigInt(days)) / 100n ** BigInt(days);
        expect(ceilingOn(plan, day)).toBe(exact < BigInt(plan.until) ? Number(exact) : undefined);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the places of a day", () => {
  it("are not counted, nor asked for, without a plan, before it begins and after it is over", async () => {
    for (const { deps } of [
      given(undefined, "2026-12-01T05:00:00Z", untouchable),
      given(plan, "2026-11-30T16:59:59Z", untouchable),
      given(plan, "2026-12-14T17:00:00Z", untouchable),
    ]) {
      const place = await taken(deps);
      expect(place).toEqual({ day: undefined });
      await givePlaceBack(deps, place);
    }
  });

  it("are taken one by one until there are none before the shop's next midnight", async () => {
    const { deps, clock } = given(small, "2026-12-01T05:00:00Z");
    const midnight = { until: Date.parse("2026-12-01T17:00:00Z") };
    expect([await takePlace(deps), await takePlace(deps)]).toEqual([FIRST, FIRST]);
    expect([await takePlace(deps), await takePlace(deps)]).toEqual([midnight, midnight]);
    clock.now = midnight.until - 1;
    expect(await takePlace(deps)).toEqual(midnight);
    clock.now = midnight.until;
    expect([await takePlace(deps), await takePlace(deps), await takePlace(deps)]).toEqual([SECOND, SECOND, SECOND]);
    expect(await takePlace(deps)).toEqual({ until: Date.parse("2026-12-02T17:00:00Z") });
    clock.now = Date.parse("2026-12-02T17:00:00Z");
    for (let n = 0; n < 10; n++) expect(await takePlace(deps)).toEqual({ day: undefined });
  });

  it("end at a midnight that is 25 hours after the last one when clocks go back", async () => {
    const { deps } = given({ ...small, from: "2026-11-01" }, "2026-11-01T12:00:00Z");
    const shop = { ...deps.shop, timeZone: "America/New_York" };
    await takePlace({ ...deps, shop });
    await takePlace({ ...deps, shop });
    expect(await takePlace({ ...deps, shop })).toEqual({ until: Date.parse("2026-11-02T05:00:00Z") });
  });

  it("are never taken by two, however many ask at once", async () => {
    const { deps, table } = given({ ...plan, start: 20 }, "2026-12-01T05:00:00Z");
    const answers = await Promise.all(Array.from({ length: 50 }, () => takePlace(deps)));
    expect(answers.filter((answer) => "day" in answer)).toHaveLength(20);
    expect(await table.get(keys.warmUp("2026-12-01"))).toMatchObject({ n: 20 });
  });

  it("can be given back, and are forgotten 40 days later", async () => {
    const { deps, table } = given(small, "2026-12-01T05:00:00Z");
    await takePlace(deps);
    await givePlaceBack(deps, await taken(deps));
    expect([await takePlace(deps), await takePlace(deps)]).toEqual([FIRST, { until: expect.any(Number) }]);
    const expires = Date.parse("2026-12-01T05:00:00Z") / 1000 + 40 * 86_400;
    expect(await table.get(keys.warmUp("2026-12-01"))).toEqual({ ...keys.warmUp("2026-12-01"), n: 2, expires });
  });

  it("are given back to their own day: the next one has not one more for it", async () => {
    const { deps, clock, table } = given(small, "2026-12-01T16:59:59Z");
    const place = await taken(deps);
    clock.now += 1000;
    for (let n = 0; n < 3; n++) await takePlace(deps);
    await givePlaceBack(deps, place);
    expect(await takePlace(deps)).toEqual({ until: Date.parse("2026-12-02T17:00:00Z") });
    expect([await table.get(keys.warmUp("2026-12-01")), await table.get(keys.warmUp("2026-12-02"))]).toMatchObject([
      { n: 0 },
      { n: 3 },
    ]);
  });

  it("pass on what the table throws", async () => {
    const { deps } = given(plan, "2026-12-01T05:00:00Z", untouchable);
    await expect(takePlace(deps)).rejects.toThrow("write was called");
    await expect(givePlaceBack(deps, FIRST)).rejects.toThrow("write was called");
  });
});
