import { Temporal } from "temporal-polyfill";
import { WEEKDAYS } from "../campaign/parts/weekdays.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;

/*
 * Temporal knows every clock, and takes some 20 microseconds for one question. Offsets are therefore remembered by UTC day, and
 * moments are worked out from them; on days when clocks change, Temporal is asked each time.
 */

/** By zone and by days since 1970: milliseconds ahead of UTC all that day long, or undefined on a day that has two offsets. */
const offsets = new Map<string, Map<number, number | undefined>>();
/** Days remembered of one zone: more than a century. */
const MOST_REMEMBERED = 50_000;

function offsetOfDay(day: number, timeZone: string): number | undefined {
  let days = offsets.get(timeZone);
  if (days === undefined || days.size >= MOST_REMEMBERED) {
    days = new Map();
    offsets.set(timeZone, days);
  }
  const known = days.get(day);
  if (known !== undefined || days.has(day)) return known;
  const [first, last] = [exactOffset(day * DAY, timeZone), exactOffset((day + 1) * DAY, timeZone)];
  const offset = first === last ? first : undefined;
  days.set(day, offset);
  return offset;
}

function exactOffset(at: number, timeZone: string): number {
  return zoned(at, timeZone).offsetNanoseconds / 1e6;
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
}

/** Milliseconds that the wall clock of `timeZone` (an IANA name) is ahead of UTC at this instant. */
function offsetAt(at: number, timeZone: string): number {
  return offsetOfDay(Math.floor(at / DAY), timeZone) ?? exactOffset(at, timeZone);
}

/** The instant at which the wall clock shows `local`, read as if it were UTC. Undefined when the clock changes on a day around it. */
function instantOf(local: number, timeZone: string): number | undefined {
  const day = Math.floor(local / DAY);
  const offset = offsetOfDay(day, timeZone);
  const isSteady = offset === offsetOfDay(day - 1, timeZone) && offset === offsetOfDay(day + 1, timeZone);
  return offset !== undefined && isSteady ? local - offset : undefined;
}

/** Midnight at the beginning of the wall clock's day, as if it were UTC. */
function localDay(at: number, timeZone: string): number {
  return Math.floor((at + offsetAt(at, timeZone)) / DAY) * DAY;
}

/** The wall clock's day, `yyyy-mm-dd`. */
export function dayOf(at: number, timeZone: string): string {
  return new Date(localDay(at, timeZone)).toISOString().slice(0, 10);
}

/** Minutes since midnight on the wall clock. */
function minuteOfDay(at: number, timeZone: string): number {
  return Math.floor((at + offsetAt(at, timeZone) - localDay(at, timeZone)) / MINUTE);
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
  const local = localDay(at, timeZone) + minutes(time) * MINUTE;
  const today = instantOf(local, timeZone);
  const found = today === undefined || today > at ? today : instantOf(local + DAY, timeZone);
  return found ?? exactNextTime(at, time, timeZone);
}

function exactNextTime(at: number, time: string, timeZone: string): number {
  const now = zoned(at, timeZone);
  const today = now.withPlainTime(time);
  const found = today.epochMilliseconds > at ? today : now.add({ days: 1 }).withPlainTime(time);
  return found.epochMilliseconds;
}

type Weekday = (typeof WEEKDAYS)[number];

/** The next such weekday at `time`, strictly after `at`. */
export function nextWeekday(at: number, weekday: Weekday, time: string, timeZone: string): number {
  const today = localDay(at, timeZone);
  // The first of January 1970 was a Thursday, the fourth day after Monday's place 0 in the list.
  const days = (((WEEKDAYS.indexOf(weekday) - 3 - today / DAY) % 7) + 7) % 7;
  const local = today + days * DAY + minutes(time) * MINUTE;
  const first = instantOf(local, timeZone);
  const found = first === undefined || first > at ? first : instantOf(local + 7 * DAY, timeZone);
  return found ?? exactNextWeekday(at, weekday, time, timeZone);
}

function exactNextWeekday(at: number, weekday: Weekday, time: string, timeZone: string): number {
  const now = zoned(at, timeZone);
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
  // The anniversary itself may lie years before or after the moment, by the offset.
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(options.timeZone);
  const { year: near } = now.subtract({ days: options.offsetDays });
  return [near - 1, near, near + 1].map((year) => moment(day.with({ year }))).find((found) => found > at);
}

function toPlainDate(date: unknown, timeZone: string): Temporal.PlainDate | undefined {
  try {
    if (typeof date === "number") {
      return zoned(date, timeZone).toPlainDate();
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
