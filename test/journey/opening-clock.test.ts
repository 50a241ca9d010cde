import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { WEEKDAYS } from "../../lib/campaign/parts/weekdays.ts";
import { nextOpening, type Opening } from "../../lib/journey/opening.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Whole and half hours, changes at and around midnight, a skipped day (Apia, end of 2011), two changes a year and none. */
const ZONES = [
  "Africa/Cairo",
  "Africa/Casablanca",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Scoresbysund",
  "Asia/Bangkok",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Pacific/Apia",
  "UTC",
];

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** Half of them within three days of a change of the clock, where it is easiest to be wrong. */
const moment = fc
  .tuple(
    fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2032, 0, 1) }),
    fc.constantFrom(...ZONES),
    fc.integer({ min: -72 * 60, max: 72 * 60 }),
    fc.boolean(),
  )
  .map(([at, zone, minutes, isNearChange]) => {
    const change = isNearChange ? zoned(at, zone).getTimeZoneTransition("next")?.epochMilliseconds : undefined;
    return { at: change === undefined ? at : change + minutes * MINUTE, zone };
  });

const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 1, 15, 30, 45, 59)).map(twoDigits);
const night = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 1, 15, 30, 45, 59)).map(twoDigits);
const hours = fc
  .oneof(fc.tuple(time, time), fc.tuple(night, time), fc.tuple(time, night))
  .filter(([from, to]) => from !== to)
  .map((parts) => parts.join("-"));

function twoDigits(parts: number[]): string {
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** Dates that are closed lie around the moment, of one year or of every one. */
const asked = moment.chain(({ at, zone }) => {
  const near = fc
    .tuple(fc.integer({ min: -2, max: 3 }), fc.boolean())
    .map(([days, yearly]) => new Date(at + days * DAY).toISOString().slice(yearly ? 5 : 0, 10));
  const opening: fc.Arbitrary<Opening> = fc.record(
    { hours, days: fc.subarray([...WEEKDAYS], { minLength: 1 }), notOn: fc.array(near, { maxLength: 4 }) },
    { requiredKeys: [] },
  );
  return opening.map((opening) => ({ at, zone, opening }));
});

/** The moments between which a day's span is open, in Temporal's words; undefined when the day is closed, or never was. */
function spanByTemporal(date: Temporal.PlainDate, opening: Opening, timeZone: string) {
  const { hours, days, notOn = [] } = opening;
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  if (weekday === undefined || (days !== undefined && !days.includes(weekday))) return undefined;
  if (notOn.some((closed) => date.toString().endsWith(closed))) return undefined;
  if (!date.toZonedDateTime(timeZone).toPlainDate().equals(date)) return undefined;
  const [from = "00:00", to = "00:00"] = hours?.split("-") ?? [];
  const last = from < to ? date : date.add({ days: 1 });
  const moments = [date.toPlainDateTime(from), last.toPlainDateTime(to)];
  const [open = 0, close = 0] = moments.map((when) => when.toZonedDateTime(timeZone).epochMilliseconds);
  return open < close ? { open, close } : undefined;
}

function isOpenByTemporal(at: number, opening: Opening, zone: string): boolean {
  const today = zoned(at, zone).toPlainDate();
  return [-2, -1, 0].some((days) => {
    const span = spanByTemporal(today.add({ days }), opening, zone);
    return span !== undefined && span.open <= at && at < span.close;
  });
}

it("is a moment that is open, and none between is", () => {
  fc.assert(
    fc.property(asked, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), (asked, samples) => {
      const { at, zone, opening } = asked;
      const found = nextOpening(at, opening, zone);
      if (found === undefined) throw new Error("a week has at most four closed dates");
      expect(found).toBeGreaterThanOrEqual(at);
      expect(isOpenByTemporal(found, opening, zone)).toBe(true);
      if (found === at) return;
      const between = samples.map((part) => at + Math.floor((part * (found - at)) / MINUTE) * MINUTE);
      for (const closed of [at, found - 1, found - MINUTE, ...between].filter((one) => one >= at && one < found)) {
        expect(isOpenByTemporal(closed, opening, zone), new Date(closed).toISOString()).toBe(false);
      }
    }),
    { numRuns: 2000 },
  );
});

it("goes by what the wall clock shows, far from changes of the clock", () => {
  fc.assert(
    fc.property(asked, ({ at, zone, opening: { hours = "00:00-24:00", ...days } }) => {
      const now = zoned(at, zone);
      const change =
        zoned(at - 3 * DAY, zone).getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
      fc.pre(change > at + 3 * DAY);
      const clock = now.toPlainTime().toString({ smallestUnit: "minute" });
      const [from = "", to = ""] = hours.split("-");
      const isDay = (date: Temporal.PlainDate) => spanByTemporal(date, days, zone) !== undefined;
      const [today, yesterday] = [now.toPlainDate(), now.toPlainDate().subtract({ days: 1 })];
      const isOpen =
        from < to
          ? isDay(today) && clock >= from && clock < to
          : (isDay(today) && clock >= from) || (isDay(yesterday) && clock < to);
      const opening = hours === "00:00-24:00" ? days : { ...days, hours };
      expect(nextOpening(at, opening, zone) === at).toBe(isOpen);
    }),
    { numRuns: 1000 },
  );
});
