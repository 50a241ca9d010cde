import { toSeconds } from "../campaign/durations.ts";
import type { Shop } from "../campaign/shop.ts";

/** Seconds: a ledger entry outlives every journey and every late engagement. */
const MESSAGES = 400 * 86_400;

/**
 * When a record may be removed that counts from `now`, as an attribute of it; none for what is kept for ever. A marker counts from
 * its event's own time when a shop's clock runs ahead: else it would be gone while its event is still taken in.
 */
export function expiry(
  { keep = {} }: Pick<Shop, "keep">,
  what: keyof NonNullable<Shop["keep"]>,
  now: number,
): { expires?: number } {
  const words = keep[what];
  const seconds = words === undefined ? (what === "messages" ? MESSAGES : undefined) : toSeconds(words);
  return seconds === undefined ? {} : { expires: Math.ceil(now / 1000) + seconds };
}

/** Nobody knows any more whether an event of that time was applied: it must not count twice, so that it counts not at all. */
export function isForgotten({ keep }: Pick<Shop, "keep">, at: number, now: number): boolean {
  return keep?.events !== undefined && at < now - toSeconds(keep.events) * 1000;
}
