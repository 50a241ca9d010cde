import { Temporal } from "temporal-polyfill";

const DAY = 86_400_000;
const QUARTER = 900_000;

/**
 * Turns what the wall clock of a time zone shows (counted as if it were UTC) into epoch milliseconds. A time that daylight saving
 * skips is taken an hour later, one that comes twice the first time. Offsets are remembered: a day's, and on the days when the
 * clock changes a quarter hour's, because asking Temporal for each of many rows is slow.
 */
export function localClock(timeZone: string): (local: number) => number {
  const days = new Map<number, number | undefined>();
  const quarters = new Map<number, number>();
  const behindAt = (local: number): number =>
    Temporal.Instant.fromEpochMilliseconds(local)
      .toZonedDateTimeISO("UTC")
      .toPlainDateTime()
      .toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds - local;
  return (local) => {
    const day = Math.floor(local / DAY);
    let behind = days.get(day);
    if (behind === undefined && !days.has(day)) {
      const start = behindAt(day * DAY);
      behind = start === behindAt((day + 1) * DAY) ? start : undefined;
      days.set(day, behind);
    }
    if (behind !== undefined) return local + behind;
    const quarter = Math.floor(local / QUARTER);
    let changing = quarters.get(quarter);
    if (changing === undefined) {
      changing = behindAt(quarter * QUARTER);
      quarters.set(quarter, changing);
    }
    return local + changing;
  };
}
