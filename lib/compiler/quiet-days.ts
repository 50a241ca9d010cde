import type { Sending } from "../campaign/parts/sending.ts";
import { WEEKDAYS } from "../campaign/parts/weekdays.ts";

/** Milliseconds. */
const DAY = 86_400_000;
/** Six of a week, as where messages go out on one weekday alone: what waits longer is no news any more. */
const MOST = 6;

/** How many quiet days follow each other: weekdays that are not named, and dates that are; at most six. */
export function quietDays({ days, notOn = [] }: Pick<Sending, "days" | "notOn">): number {
  const quiet = WEEKDAYS.map((day) => days !== undefined && !days.includes(day));
  // Twice over, so that a run may cross the end of the week.
  return Math.min(MOST, longestRun([...quiet, ...quiet]) + Math.max(0, ...notOn.map((date) => datesFrom(date, notOn))));
}

function longestRun(quiet: readonly boolean[]): number {
  let [run, longest] = [0, 0];
  for (const isQuiet of quiet) {
    run = isQuiet ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** How many dates of the list follow each other from this one. Of every year's, those of a leap year. */
function datesFrom(date: string, all: readonly string[]): number {
  const first = Date.parse(`${date.length === 5 ? `2028-${date}` : date}T00:00:00Z`);
  for (let n = 1; n <= MOST; n++) {
    const next = new Date(first + n * DAY).toISOString().slice(0, 10);
    if (!all.includes(next) && !all.includes(next.slice(5))) return n;
  }
  return MOST;
}
