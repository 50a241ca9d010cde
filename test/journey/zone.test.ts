import { describe, expect, it } from "vitest";
import { nextOpening, nextTime, nextWeekday } from "../../lib/journey/zone.ts";

const at = (iso: string): number => Date.parse(iso);
const iso = (moment: number): string => new Date(moment).toISOString().replace(".000Z", "Z");
const NEW_YORK = "America/New_York";
const LONDON = "Europe/London";
const BANGKOK = "Asia/Bangkok";

describe("the hours in which a message may go out", () => {
  it.each([
    // Opening and closing, on the minute: the end is exclusive.
    ["2026-01-05T01:59:59Z", "2026-01-05T02:00:00Z", "09:00-20:00", BANGKOK],
    ["2026-01-05T02:00:00Z", "2026-01-05T02:00:00Z", "09:00-20:00", BANGKOK],
    ["2026-01-05T12:59:59Z", "2026-01-05T12:59:59Z", "09:00-20:00", BANGKOK],
    ["2026-01-05T13:00:00Z", "2026-01-06T02:00:00Z", "09:00-20:00", BANGKOK],
    // Over midnight.
    ["2026-01-05T15:00:00Z", "2026-01-05T15:00:00Z", "22:00-02:00", BANGKOK],
    ["2026-01-05T18:59:00Z", "2026-01-05T18:59:00Z", "22:00-02:00", BANGKOK],
    ["2026-01-05T19:00:00Z", "2026-01-06T15:00:00Z", "22:00-02:00", BANGKOK],
    ["2026-01-05T14:59:00Z", "2026-01-05T15:00:00Z", "22:00-02:00", BANGKOK],
    // A quarter hour off the hour.
    ["2026-01-05T03:14:00Z", "2026-01-05T03:15:00Z", "09:00-20:00", "Asia/Kathmandu"],
    // The night in which clocks go forward is an hour shorter, the one in which they go back an hour longer.
    ["2026-03-08T03:00:00Z", "2026-03-08T13:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-03-07T03:00:00Z", "2026-03-07T14:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-11-01T02:00:00Z", "2026-11-01T14:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-10-31T02:00:00Z", "2026-10-31T13:00:00Z", "09:00-20:00", NEW_YORK],
    ["2026-03-28T21:00:00Z", "2026-03-29T08:00:00Z", "09:00-20:00", LONDON],
    ["2026-10-24T21:00:00Z", "2026-10-25T09:00:00Z", "09:00-20:00", LONDON],
  ])("at %s it goes out at %s (%s, %s)", (now, opening, hours, timeZone) => {
    expect(iso(nextOpening(at(now), hours, timeZone))).toBe(opening);
  });

  it("never opens outside of the hours, minute by minute through both changes of the clock", () => {
    for (const [start, timeZone] of [
      ["2026-03-07T12:00:00Z", NEW_YORK],
      ["2026-10-31T12:00:00Z", NEW_YORK],
      ["2026-03-28T12:00:00Z", LONDON],
      ["2026-10-24T12:00:00Z", LONDON],
    ] as const) {
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
      for (let minute = 0; minute < 48 * 60; minute += 7) {
        const opening = nextOpening(at(start) + minute * 60_000, "09:00-20:00", timeZone);
        const time = clock.format(opening);
        expect(time >= "09:00" && time < "20:00", `${timeZone} ${iso(opening)}: ${time}`).toBe(true);
      }
    }
  });
});

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
