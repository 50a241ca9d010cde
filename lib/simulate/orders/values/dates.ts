/** Which of 03/04/2025 is the day: the first number or the second. */
export type DateOrder = "dmy" | "mdy";

/** A time as it was written. */
export interface Written {
  /** `instant`: with an offset. `local`: on the shop's clock. `day`: without a time of day. */
  kind: "instant" | "local" | "day";
  /** Epoch milliseconds of an instant; else what the wall clock shows, counted as if it were UTC. */
  ms: number;
  /** The year was of the Buddhist era, which Thai shops use. */
  buddhist?: true;
}

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: *([ap])\.?m\.?)?(?: *(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T| +)${TIME})?$`, "i");
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:(?:T|,? +)${TIME})?$`, "i");
const DAY_NAMED_MONTH = new RegExp(String.raw`^(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})(?:,? +${TIME})?$`, "i");
const NAMED_MONTH_DAY = new RegExp(String.raw`^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?:,? +${TIME})?$`, "i");
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const BUDDHIST_ERA = 543;
/** Kiribati is 14 hours ahead of UTC. */
const FARTHEST_OFFSET = 14 * 3_600_000;

/**
 * Reads `2025-01-31`, `2025-01-31 10:15:22 +0700`, `2025-01-31T10:15:22Z`, `31/01/2025 2:05 PM`, `31.01.25`, `Jan 31, 2025`, `31-Jan-25`, `20250131`, and Unix
 * seconds or milliseconds. Undefined when it is no date, or none that is certain: 03/04/2025 without an order.
 * @param midnightIsNoTime every time of day in the file is 00:00: they say nothing
 */
export function readDate(text: string, order?: DateOrder, midnightIsNoTime = false): Written | undefined {
  const first = YEAR_FIRST.exec(text);
  if (first !== null) return written(Number(first[1]), first[3], first[4], first.slice(5), midnightIsNoTime);
  const last = YEAR_LAST.exec(text);
  if (last !== null) {
    // Dots stand between day, month and year, never month, day and year.
    const used = last[2] === "." ? "dmy" : order;
    if (used === undefined) return undefined;
    const [day, month] = used === "dmy" ? [last[1], last[3]] : [last[3], last[1]];
    return written(fullYear(last[4] ?? ""), month, day, last.slice(5), midnightIsNoTime);
  }
  if (/^\d{8,13}(\.\d+)?$/.test(text)) return readNumber(text);
  const dayMonth = DAY_NAMED_MONTH.exec(text);
  if (dayMonth !== null) {
    return written(fullYear(dayMonth[3] ?? ""), monthOf(dayMonth[2]), dayMonth[1], dayMonth.slice(4), midnightIsNoTime);
  }
  const monthDay = NAMED_MONTH_DAY.exec(text);
  if (monthDay === null) return undefined;
  return written(Number(monthDay[3]), monthOf(monthDay[1]), monthDay[2], monthDay.slice(4), midnightIsNoTime);
}

/** English months, whole or by their first three letters. Anything else is month 0, which no date has. */
function monthOf(name = ""): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function readNumber(text: string): Written | undefined {
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact !== null) return written(Number(compact[1]), compact[2], compact[3], [], false);
  const number = Number(text);
  // Ten digits of seconds last until the year 2286; twelve digits of milliseconds began in 1973.
  if (number < 1e10) return number >= 1e8 ? { kind: "instant", ms: Math.floor(number * 1000) } : undefined;
  return number >= 1e11 ? { kind: "instant", ms: Math.floor(number) } : undefined;
}

function written(
  year: number,
  month: string | undefined,
  day: string | undefined,
  time: (string | undefined)[],
  midnightIsNoTime: boolean,
): Written | undefined {
  const buddhist = year >= 2400 && year < 2700;
  const ms = dayMs(buddhist ? year - BUDDHIST_ERA : year, Number(month), Number(day));
  if (ms === undefined) return undefined;
  const mark = buddhist ? { buddhist: true as const } : {};
  if (time[0] === undefined || midnightIsNoTime) return { kind: "day", ms, ...mark };
  const passed = timeMs(time);
  if (passed === undefined) return undefined;
  if (time[5] === undefined) return { kind: "local", ms: ms + passed, ...mark };
  const offset = offsetMs(time[5]);
  return Math.abs(offset) > FARTHEST_OFFSET ? undefined : { kind: "instant", ms: ms + passed - offset, ...mark };
}

function dayMs(year: number, month: number, day: number): number | undefined {
  if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined;
  const ms = Date.UTC(year, month - 1, day);
  // 31 February would run over into March.
  return new Date(ms).getUTCDate() === day ? ms : undefined;
}

function timeMs([hours, minutes, seconds = "0", fraction = "0", half]: (string | undefined)[]): number | undefined {
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  const [minute, second] = [Number(minutes), Number(seconds)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000);
}

function offsetMs(offset: string): number {
  if (!/^[+-]/.test(offset)) return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(":", ""));
  return (offset.startsWith("-") ? -minutes : minutes) * 60_000;
}

function fullYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 70 ? 2000 : 1900);
}
