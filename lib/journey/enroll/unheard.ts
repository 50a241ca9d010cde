import { OWN_EVENTS } from "../../campaign/event-facts.ts";
import { type ShopEvent, STANDARD_EVENTS } from "../../campaign/events.ts";
import { nearly } from "../../campaign/reading/suggest.ts";
import type { EnrollDeps } from "../ports.ts";

const OF_ITSELF: readonly string[] = [...STANDARD_EVENTS, ...OWN_EVENTS];

/**
 * What an event's type was probably meant to be, when nobody declared it or listens to it, and it is nearly one that somebody did.
 * Any name may be an event of the shop's; of a slip, nothing would ever come.
 */
export function meantBy(
  { shop, campaigns }: Pick<EnrollDeps, "shop" | "campaigns">,
  { type }: ShopEvent,
): string | undefined {
  if (OF_ITSELF.includes(type)) return undefined;
  const heard = campaigns.flatMap(({ start, stop, goal, waitsFor = [] }) => [
    start.on,
    ...stop.map(({ on }) => on),
    ...(goal === undefined ? [] : [goal.on]),
    ...waitsFor,
  ]);
  const theirs = heard.filter((name) => !OF_ITSELF.includes(name));
  return nearly(type, [...Object.keys(shop.events ?? {}), ...theirs]);
}
