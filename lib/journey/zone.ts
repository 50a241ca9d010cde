import { Temporal } from "temporal-polyfill";
import { WEEKDAYS } from "../campaign/steps.ts";

const HOUR = 3_600_000;

/** Offsets change on whole quarter hours; remembering them per quarter hour makes a clock look-up cheap. */
const offsets = new Map<string, number>();
const QUARTER = HOUR / 4;
const MOST_REMEMBERED = 50_000;

/** Milliseconds that the wall clock of `timeZone` (an IANA name) is ahead of UTC at this instant. */
function offsetAt(at: number, timeZone: string): number {
  const slot = `${timeZone}|${Math.floor(at / QUARTER)}`;
  const known = offsets.get(slot);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_REMEMBERED) offsets.clear();
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const offset = zoned.offsetNanoseconds / 1e6;
  offsets.set(slot, offset);
  return offset;
}

/** Minutes since midnight on the wall clock. */
function minuteOfDay(at: number, timeZone: string): number {
  const local = at + offsetAt(at, timeZone);
  return Math.floor((((local % 86_400_000) + 86_400_000) % 86_400_000) / 60_000);
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/**
 * When a message may go out: `at` itself inside the hours `"09:00-20:00"` of the customer's clock, else the next opening.
 * The end is exclusive; a span that ends before it begins crosses midnight.
 */
export function nextOpening(at: number, hours: string, timeZone: string): number {
  const [from = "", to = ""] = hours.split("-");
  const now = minuteOfDay(at, timeZone);
  const open = minutes(from);
  const close = minutes(to);
  const isOpen = open < close ? now >= open && now < close : now >= open || now < close;
  return isOpen ? at : nextTime(at, from, timeZone);
}

/** The next time the wall clock shows `time`, strictly after `at`. A time skipped by daylight saving is taken an hour later. */
export function nextTime(at: number, time: string, timeZone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const today = now.withPlainTime(time);
  const found = today.epochMilliseconds > at ? today : now.add({ days: 1 }).withPlainTime(time);
  return found.epochMilliseconds;
}

/** The next such weekday at `time`, strictly after `at`. */
export function nextWeekday(at: number, weekday: (typeof WEEKDAYS)[number], time: string, timeZone: string): number {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const days = (WEEKDAYS.indexOf(weekday) + 1 - now.dayOfWeek + 7) % 7;
  const found = now.add({ days }).withPlainTime(time);
  const late = found.epochMilliseconds <= at;
  return (late ? now.add({ days: days + 7 }).withPlainTime(time) : found).epochMilliseconds;
}

/**
 * A date kept on the profile (`"2026-11-05"`, an ISO time, or epoch milliseconds), moved by `offsetDays`, at `time` on the
 * customer's clock; with `yearly`, its next anniversary after `at`. Undefined when it is no date.
 */
export function dateMoment(
  at: number,
  date: unknown,
  options: { offsetDays: number; yearly: boolean; time: string; timeZone: string },
): number | undefined {
  const day = toPlainDate(date, options.timeZone);
  if (day === undefined) return undefined;
  const moment = (base: Temporal.PlainDate): number =>
    base.add({ days: options.offsetDays }).toZonedDateTime({ timeZone: options.timeZone, plainTime: options.time })
      .epochMilliseconds;
  if (!options.yearly) return moment(day);
  const thisYear = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(options.timeZone).year;
  // An offset can carry the moment into a neighboring year, so the year before is tried first.
  for (const year of [thisYear - 1, thisYear, thisYear + 1, thisYear + 2]) {
    const found = moment(day.with({ year }));
    if (found > at) return found;
  }
  return undefined;
}

function toPlainDate(date: unknown, timeZone: string): Temporal.PlainDate | undefined {
  try {
    if (typeof date === "number") {
      return Temporal.Instant.fromEpochMilliseconds(date).toZonedDateTimeISO(timeZone).toPlainDate();
    }
    if (typeof date !== "string") return undefined;
    if (/[zZ]|[+-]\d\d:\d\d$/.test(date)) {
      return Temporal.Instant.from(date).toZonedDateTimeISO(timeZone).toPlainDate();
    }
    return Temporal.PlainDate.from(date);
  } catch {
    return undefined;
  }
}
