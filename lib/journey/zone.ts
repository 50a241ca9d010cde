import { WEEKDAYS } from "../campaign/parts/weekdays.ts";

export const DAY = 86_400_000;
export const MINUTE = 60_000;

/*
 * Asking Intl for the offset of a clock takes some microseconds. Offsets are therefore remembered by UTC day, and moments
 * are worked out from them; on days when clocks change, Intl is asked each time. (Temporal would do all of this; its
 * polyfill would be an eighth of a function. Tests hold the two against each other.)
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

const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a zone that does not exist */
function exactOffset(at: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const digits = { year: "numeric", month: "numeric", day: "numeric" } as const;
    const time = { hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" } as const;
    clock = new Intl.DateTimeFormat("en-US", { timeZone, calendar: "iso8601", ...digits, ...time });
    clocks.set(timeZone, clock);
  }
  const shown = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(at / 1000) * 1000;
}

/** Milliseconds that the wall clock of `timeZone` (an IANA name) is ahead of UTC at this instant. */
function offsetAt(at: number, timeZone: string): number {
  return offsetOfDay(Math.floor(at / DAY), timeZone) ?? exactOffset(at, timeZone);
}

/** What the clock is ahead of UTC from a day before `at` until a day after it; undefined where that changes. */
export function steadyOffset(at: number, timeZone: string): number | undefined {
  const day = Math.floor(at / DAY);
  const offset = offsetOfDay(day, timeZone);
  const isSteady = offset === offsetOfDay(day - 1, timeZone) && offset === offsetOfDay(day + 1, timeZone);
  return isSteady ? offset : undefined;
}

/**
 * The instant at which the wall clock shows `local`, read as if it were UTC: the first of two, and where the clock skips
 * that time as much later as it skips.
 */
export function instantOf(local: number, timeZone: string): number {
  const offset = steadyOffset(local, timeZone);
  if (offset !== undefined) return local - offset;
  // No clock is a day or more away from UTC: these two are before and after any change around that time.
  const before = exactOffset(local - DAY, timeZone);
  const after = exactOffset(local + DAY, timeZone);
  return (
    [before, after].map((ahead) => local - ahead).find((at) => at + exactOffset(at, timeZone) === local) ??
    local - before
  );
}

/** Midnight at the beginning of the wall clock's day, as if it were UTC. */
export function localDay(at: number, timeZone: string): number {
  return Math.floor((at + offsetAt(at, timeZone)) / DAY) * DAY;
}

/** The wall clock's day, `yyyy-mm-dd`. */
export function dayOf(at: number, timeZone: string): string {
  return new Date(localDay(at, timeZone)).toISOString().slice(0, 10);
}

export function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The next time the wall clock shows `time`, strictly after `at`. A time skipped by daylight saving is taken an hour later. */
export function nextTime(at: number, time: string, timeZone: string): number {
  const local = localDay(at, timeZone) + minutes(time) * MINUTE;
  const today = instantOf(local, timeZone);
  return today > at ? today : instantOf(local + DAY, timeZone);
}

export type Weekday = (typeof WEEKDAYS)[number];

/** The weekday of a local day. The first of January 1970 was a Thursday, three places after Monday in the list. */
export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[(((day / DAY + 3) % 7) + 7) % 7] ?? "monday";
}

/** The next such weekday at `time`, strictly after `at`. */
export function nextWeekday(at: number, weekday: Weekday, time: string, timeZone: string): number {
  const today = localDay(at, timeZone);
  const days = (WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(today)) + 7) % 7;
  const local = today + days * DAY + minutes(time) * MINUTE;
  const first = instantOf(local, timeZone);
  return first > at ? first : instantOf(local + 7 * DAY, timeZone);
}
