import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { WEEKDAYS } from "../../lib/campaign/parts/weekdays.ts";
import { dateMoment } from "../../lib/journey/dates.ts";
import { nextTime, nextWeekday } from "../../lib/journey/zone.ts";

/** Whole and half hours, changes at midnight, a skipped day (Apia, end of 2011), two changes a year and none. */
const ZONES = [
  "America/New_York",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "Asia/Bangkok",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Pacific/Apia",
  "UTC",
];

const twoDigits = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, "0"));
const time = fc.tuple(twoDigits(23), twoDigits(59)).map((parts) => parts.join(":"));
const timeZone = fc.constantFrom(...ZONES);
const anyTime = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2032, 0, 1) });

/** Also within two days of a change of the clock, where it is easiest to be wrong. */
const moment = fc
  .tuple(anyTime, timeZone, fc.integer({ min: -48 * 60, max: 48 * 60 }), fc.boolean())
  .map(([at, zone, minutes, isNearChange]) => {
    const change = isNearChange ? zoned(at, zone).getTimeZoneTransition("next")?.epochMilliseconds : undefined;
    return { at: change === undefined ? at : change + minutes * 60_000, zone };
  });

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** What Temporal says: the first of these days on which that time comes after `at`. */
function byTemporal(at: number, zone: string, days: readonly number[], wanted: string): number | undefined {
  const now = zoned(at, zone);
  return days
    .map((count) => now.add({ days: count }).withPlainTime(wanted).epochMilliseconds)
    .find((found) => found > at);
}

it("finds the next time of day that Temporal finds", () => {
  fc.assert(
    fc.property(moment, time, ({ at, zone }, wanted) => {
      expect(nextTime(at, wanted, zone)).toBe(byTemporal(at, zone, [0, 1], wanted));
    }),
    { numRuns: 2000 },
  );
});

it("finds the next weekday that Temporal finds", () => {
  fc.assert(
    fc.property(moment, time, fc.constantFrom(...WEEKDAYS), ({ at, zone }, wanted, weekday) => {
      const days = (WEEKDAYS.indexOf(weekday) + 1 - zoned(at, zone).dayOfWeek + 7) % 7;
      expect(nextWeekday(at, weekday, wanted, zone)).toBe(byTemporal(at, zone, [days, days + 7], wanted));
    }),
    { numRuns: 2000 },
  );
});

const written = fc
  .tuple(
    fc.date({ min: new Date("1901-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }),
    fc.constantFrom(...ZONES),
  )
  .chain(([date, zone]) => {
    const at = zoned(date.getTime(), zone);
    return fc.constantFrom<string | number>(
      at.epochMilliseconds,
      at.toInstant().toString(),
      at.toString({ timeZoneName: "never", offset: "auto", smallestUnit: "minute" }),
      at.toPlainDate().toString(),
      at.toPlainDate().toString().replaceAll("-", ""),
      at.toPlainDateTime().toString(),
      "2024-02-29",
      "2024-02-30",
      "2024-13-01",
      "soon",
    );
  });

function dayByTemporal(date: string | number, timeZone: string): Temporal.PlainDate | undefined {
  try {
    if (typeof date === "number") return zoned(date, timeZone).toPlainDate();
    if (/Z|[+-]\d\d:\d\d$/.test(date))
      return zoned(Temporal.Instant.from(date).epochMilliseconds, timeZone).toPlainDate();
    return Temporal.PlainDate.from(date);
  } catch {
    return undefined;
  }
}

it("finds the moment of a date, and of its next anniversary, that Temporal finds", () => {
  const offset = fc.oneof(fc.constant(0), fc.integer({ min: -999, max: 999 }));
  fc.assert(
    fc.property(moment, written, time, offset, fc.boolean(), ({ at, zone }, date, wanted, days, yearly) => {
      const day = dayByTemporal(date, zone);
      const momentOf = (base: Temporal.PlainDate) =>
        base.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: wanted }).epochMilliseconds;
      const near = zoned(at, zone).subtract({ days }).year;
      const years = [near - 1, near, near + 1].map((year) => day?.with({ year }));
      const expected = yearly
        ? years.map((base) => base && momentOf(base)).find((found) => found !== undefined && found > at)
        : day && momentOf(day);
      expect(dateMoment(at, date, { offsetDays: days, yearly, time: wanted, timeZone: zone })).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});
