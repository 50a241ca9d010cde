import { DAY, instantOf, localDay, MINUTE, minutes, steadyOffset, type Weekday, weekdayOf } from "./zone.ts";

/** When messages may go out, on the customer's clock. Without a part, that part is always open. */
export interface Opening {
  /** `"09:00-20:00"`: the end is exclusive, and a span that ends before it begins crosses midnight. */
  hours?: string | undefined;
  days?: readonly Weekday[] | undefined;
  /** `"12-25"` of every year, or `"2027-04-13"`. */
  notOn?: readonly string[] | undefined;
}

/** Whatever returns yearly has come by then. */
const FARTHEST = 366;

/**
 * When a message may go out: `at` itself when open, else the next opening. Undefined when nothing opens within 366 days.
 *
 * A span of hours belongs to the day on which it opens: friday's 20:00-02:00 is open on saturday at 01:00, and a saturday named in
 * `notOn` does not close it. It is open from when the clock first shows its beginning until the clock first shows its end; a time
 * that the clock skips is as much later as it skips, and a day that the clock skips has no span.
 */
export function nextOpening(at: number, opening: Opening, timeZone: string): number | undefined {
  // Most are open now, on a day far from any change of the clock: two microseconds less than the whole search.
  const offset = steadyOffset(at, timeZone);
  if (offset !== undefined && isOpenAt(at + offset, opening)) return at;
  const today = localDay(at, timeZone);
  for (let day = dayBefore(today, timeZone); day <= today + FARTHEST * DAY; day += DAY) {
    if (!isSendingDay(day, opening)) continue;
    const { from, to } = spanOf(day, opening.hours, timeZone);
    if (from < to && at < to && isOnClock(day, timeZone)) return Math.max(at, from);
  }
  return undefined;
}

/** Whether the hours and days are open at a time of the wall clock, as if it were UTC, while the clock is steady. */
function isOpenAt(local: number, opening: Opening): boolean {
  const day = Math.floor(local / DAY) * DAY;
  if (opening.hours === undefined) return isSendingDay(day, opening);
  const { open, close } = hoursOf(opening.hours);
  const now = Math.floor((local - day) / MINUTE);
  if (open < close) return now >= open && now < close && isSendingDay(day, opening);
  return (now >= open && isSendingDay(day, opening)) || (now < close && isSendingDay(day - DAY, opening));
}

/** Minutes since midnight. */
function hoursOf(hours: string): { open: number; close: number } {
  return { open: minutes(hours.slice(0, 5)), close: minutes(hours.slice(6)) };
}

function isSendingDay(day: number, { days, notOn }: Opening): boolean {
  if (days !== undefined && !days.includes(weekdayOf(day))) return false;
  if (notOn === undefined || notOn.length === 0) return true;
  const date = new Date(day).toISOString().slice(0, 10);
  return !notOn.includes(date) && !notOn.includes(date.slice(5));
}

/** The moments between which that day's span is open. Where the clock skips its beginning, it may end before it begins. */
function spanOf(day: number, hours: string | undefined, timeZone: string): { from: number; to: number } {
  if (hours === undefined) return { from: instantOf(day, timeZone), to: instantOf(day + DAY, timeZone) };
  const { open, close } = hoursOf(hours);
  const last = open < close ? day : day + DAY;
  return { from: instantOf(day + open * MINUTE, timeZone), to: instantOf(last + close * MINUTE, timeZone) };
}

/** The day whose span may still be open past midnight. Not always the date before: Apia had no 30 December in 2011. */
function dayBefore(day: number, timeZone: string): number {
  return localDay(instantOf(day, timeZone) - 1, timeZone);
}

function isOnClock(day: number, timeZone: string): boolean {
  return localDay(instantOf(day, timeZone), timeZone) === day;
}
