import { Refused } from "../refused.ts";

/** A rate from 1 to `most`. Throws Refused. */
export function readRate(option: string, text: string, most: number): number {
  const rate = Number(text);
  if (Number.isInteger(rate) && rate >= 1 && rate <= most) return rate;
  throw new Refused(`${option}: "${text}" is not a rate; give a whole number from 1 to ${most}`);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day as it is written, `yyyy-mm-dd`. Throws Refused. */
export function readDay(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (DAY.test(text) && isDay(text)) return text;
  throw new Refused(`${option}: "${text}" is not a day; write one such as 2026-11-30`);
}

/** Epoch milliseconds of a moment, or of a day's beginning or end in UTC. Throws Refused. */
export function readMoment(option: string, text: string | undefined, of: "beginning" | "end"): number | undefined {
  if (text === undefined) return undefined;
  if (DAY.test(text) && isDay(text))
    return Date.parse(of === "beginning" ? `${text}T00:00:00Z` : `${text}T23:59:59.999Z`);
  if (MOMENT.test(text) && !Number.isNaN(Date.parse(text))) return Date.parse(text);
  throw new Refused(
    `${option}: "${text}" is neither a day nor a moment; write 2026-11-30, a day in UTC, or 2026-11-30T18:00:00+07:00`,
  );
}

/** Not the 30th of February. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Throws Refused when the first is behind the second. */
export function inOrder(from: number | string | undefined, to: number | string | undefined): void {
  if (from !== undefined && to !== undefined && from > to) throw new Refused("--from is later than --to; swap them");
}
