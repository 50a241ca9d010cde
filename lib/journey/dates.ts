import { DAY, instantOf, localDay, MINUTE, minutes } from "./zone.ts";

/**
 * A date kept on the profile (`"2026-11-05"`, an ISO time, or epoch milliseconds), moved by `offsetDays`, at `time` on the
 * customer's clock; with `yearly`, its next anniversary after `at`. Undefined when it is no date.
 */
export function dateMoment(
  at: number,
  date: unknown,
  options: { offsetDays: number; yearly: boolean; time: string; timeZone: string },
): number | undefined {
  const { offsetDays, yearly, time, timeZone } = options;
  const day = dayOf(date, timeZone);
  if (day === undefined) return undefined;
  const moment = (base: number) => instantOf(base + offsetDays * DAY + minutes(time) * MINUTE, timeZone);
  if (!yearly) return moment(day);
  // The anniversary itself may lie years before or after the moment, by the offset.
  const near = new Date(localDay(at, timeZone) - offsetDays * DAY).getUTCFullYear();
  return [near - 1, near, near + 1].map((year) => moment(inYear(day, year))).find((found) => found > at);
}

/** The same day of that year; in years without a 29 February the 28th. */
function inYear(day: number, year: number): number {
  const date = new Date(day);
  const month = date.getUTCMonth();
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth));
}

const DATE = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?)?)?$/i;
const WITH_OFFSET = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Midnight at the beginning of the day that is meant, on the customer's clock, as if it were UTC. */
function dayOf(date: unknown, timeZone: string): number | undefined {
  if (typeof date === "number") return isMoment(date) ? localDay(date, timeZone) : undefined;
  if (typeof date !== "string") return undefined;
  if (WITH_OFFSET.test(date)) {
    const moment = Date.parse(date.toUpperCase().replace(" ", "T").replace(",", "."));
    return isMoment(moment) ? localDay(moment, timeZone) : undefined;
  }
  const [, year, month, day] = (DATE.exec(date) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  const isReal = new Date(midnight).getUTCMonth() === month - 1 && new Date(midnight).getUTCDate() === day;
  return isReal ? midnight : undefined;
}

/** Dates of JavaScript reach a hundred million days from 1970; a few are left for offsets. */
function isMoment(at: number): boolean {
  return Math.abs(at) <= 99_990_000 * DAY;
}
