import { html } from "hono/html";
import type { Markup } from "./markup.ts";

const MINUTE = 60_000;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 1_440 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const whole = new Intl.NumberFormat("en");

/** `in 3 days`, `2 hours ago`, `now`. */
export function relativeWords(at: number, now: number): string {
  const distance = at - now;
  for (const [unit, size] of UNITS) {
    if (Math.abs(distance) >= size) return relative.format(Math.round(distance / size), unit);
  }
  return "now";
}

/** `Sat, Nov 21, 20:16` on the wall clock of the time zone; the year only when it is another one than now's. */
export function clockWords(at: number, timeZone: string, now = at): string {
  const isFar = Math.abs(at - now) > 300 * 1_440 * MINUTE;
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    ...(isFar ? { year: "numeric" } : { weekday: "short" }),
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

/** A time of the shop, with the distance from now in words. */
export function when(at: number, { now, timeZone }: { now: number; timeZone: string }): Markup {
  return html`<time datetime="${new Date(at).toISOString()}">${clockWords(at, timeZone, now)}</time> <span class="soft">${relativeWords(at, now)}</span>`;
}

export function count(n: number): string {
  return whole.format(n);
}

/** `34` as `34 messages`, `1` as `1 message`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** A share in whole percent; nothing when there is nothing to share. */
export function share(part: number, of: number): string {
  return of === 0 ? "" : `${Math.round((part / of) * 100)}%`;
}

export function money(amount: number, currency: string): string {
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    trailingZeroDisplay: "stripIfInteger",
  }).format(amount);
}

export function moneys(sums: Iterable<[currency: string, amount: number]>): string {
  return [...sums].map(([currency, amount]) => money(amount, currency)).join(" · ");
}

/** `th` as `Thai`. */
export function languageName(locale: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(locale) ?? locale;
}
