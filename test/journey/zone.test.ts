import { describe, expect, it } from "vitest";
import { nextTime, nextWeekday } from "../../lib/journey/zone.ts";

const at = (iso: string): number => Date.parse(iso);
const iso = (moment: number): string => new Date(moment).toISOString().replace(".000Z", "Z");
const NEW_YORK = "America/New_York";
const LONDON = "Europe/London";
const BANGKOK = "Asia/Bangkok";

describe("the next time of day", () => {
  it.each([
    ["2026-01-05T02:00:00Z", "09:00", BANGKOK, "2026-01-06T02:00:00Z"],
    ["2026-01-05T01:59:59Z", "09:00", BANGKOK, "2026-01-05T02:00:00Z"],
    // 02:30 does not exist that night: an hour later.
    ["2026-03-08T05:00:00Z", "02:30", NEW_YORK, "2026-03-08T07:30:00Z"],
    ["2026-03-29T00:00:00Z", "01:30", LONDON, "2026-03-29T01:30:00Z"],
    // 01:30 comes twice: the first one, and not again.
    ["2026-11-01T05:00:00Z", "01:30", NEW_YORK, "2026-11-01T05:30:00Z"],
    ["2026-11-01T05:45:00Z", "01:30", NEW_YORK, "2026-11-02T06:30:00Z"],
    ["2026-12-31T23:00:00Z", "00:15", LONDON, "2027-01-01T00:15:00Z"],
  ])("after %s, %s in %s is %s", (now, time, timeZone, found) => {
    expect(iso(nextTime(at(now), time, timeZone))).toBe(found);
  });
});

describe("the next weekday", () => {
  it.each([
    // 5 January 2026 is a Monday.
    ["2026-01-05T02:59:59Z", "monday", "10:00", BANGKOK, "2026-01-05T03:00:00Z"],
    ["2026-01-05T03:00:00Z", "monday", "10:00", BANGKOK, "2026-01-12T03:00:00Z"],
    ["2026-01-05T20:00:00Z", "tuesday", "10:00", BANGKOK, "2026-01-06T03:00:00Z"],
    ["2026-01-05T12:00:00Z", "sunday", "10:00", BANGKOK, "2026-01-11T03:00:00Z"],
    // Over a change of the clock.
    ["2026-03-06T15:00:00Z", "sunday", "09:00", NEW_YORK, "2026-03-08T13:00:00Z"],
    ["2026-10-30T13:00:00Z", "sunday", "09:00", NEW_YORK, "2026-11-01T14:00:00Z"],
    ["2026-12-30T12:00:00Z", "friday", "09:00", LONDON, "2027-01-01T09:00:00Z"],
  ] as const)("after %s, %s %s in %s is %s", (now, weekday, time, timeZone, found) => {
    expect(iso(nextWeekday(at(now), weekday, time, timeZone))).toBe(found);
  });
});
