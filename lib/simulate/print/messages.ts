import type { Report } from "../report.ts";
import { bars, heading, row, rows } from "./lines.ts";

/** All messages together: what caps and hours did, who got how many, and when. */
export function printMessages({ messages }: Report): string[] {
  const withheld = rows("withheld", messages.withheld);
  const { closed = 0, ...others } = messages.deferred;
  const { unit, counts } = overTime(messages.byDay);
  return [
    heading("messages"),
    row("sent", messages.sent),
    row("deferred to the customer's hours", closed),
    ...rows("deferred", others),
    ...(withheld.length === 0 ? [row("withheld", 0)] : withheld),
    "",
    "  customers who got so many messages",
    ...bars(buckets(messages.perCustomer)),
    "",
    ...(counts.length === 0 ? [] : [`  messages by ${unit}`, ...bars(counts), ""]),
  ];
}

/** Each number up to here has a line of its own. */
const SINGLE = 8;
const EDGES = [12, 20, 30, 50, 100];

function buckets(perCustomer: Record<string, number>): [string, number][] {
  const counts = Object.entries(perCustomer).map(([messages, n]) => [Number(messages), n] as const);
  const most = Math.max(0, ...counts.map(([messages]) => messages));
  const between = (low: number, high: number): number =>
    counts.reduce((total, [messages, n]) => (messages >= low && messages <= high ? total + n : total), 0);
  const lines: [string, number][] = [];
  for (let n = 0; n <= Math.min(most, SINGLE); n += 1) lines.push([String(n), between(n, n)]);
  let low = SINGLE + 1;
  for (const high of EDGES) {
    if (low > most) return lines;
    lines.push([`${low}–${high}`, between(low, high)]);
    low = high + 1;
  }
  if (low <= most) lines.push([`${low} and more`, between(low, most)]);
  return lines;
}

const DAY = 86_400_000;
/** Above this many weeks, months tell more. */
const WEEKS = 17;

/** By day in the first weeks, then by week, month or year, without gaps: at most some twenty lines. */
function overTime(days: Record<string, number>): { unit: string; counts: [string, number][] } {
  const names = Object.keys(days);
  const first = Date.parse(names[0] ?? "");
  const last = Date.parse(names.at(-1) ?? "");
  const span = (last - first) / DAY;
  const unit = span <= 21 ? "day" : span <= WEEKS * 7 ? "week" : span <= 3 * 366 ? "month" : "year";
  const counts = new Map<string, number>();
  for (let at = first; at <= last; at += DAY) {
    const name = UNITS[unit](at);
    counts.set(name, (counts.get(name) ?? 0) + (days[isoDay(at)] ?? 0));
  }
  return { unit: unit === "week" ? "week, from Monday" : unit, counts: [...counts] };
}

const UNITS: Readonly<Record<"day" | "week" | "month" | "year", (at: number) => string>> = {
  day: isoDay,
  // 1970-01-01 was a Thursday.
  week: (at) => isoDay(at - ((at / DAY + 3) % 7) * DAY),
  month: (at) => isoDay(at).slice(0, 7),
  year: (at) => isoDay(at).slice(0, 4),
};

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
