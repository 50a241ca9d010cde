import type { ShopEvent } from "../campaign/events.ts";
import { readEvent } from "../campaign/read-event.ts";
import type { DeclaredEvents } from "../campaign/shop/events.ts";
import { type ToldFault, told } from "./faults.ts";

/** Clocks of shops run ahead by moments, and offsets are mixed up by hours; a year that is mistyped begins journeys in it. */
const MOST_AHEAD = 24 * 3_600_000;

export type Admitted = { event: ShopEvent } | { faults: ToldFault[] };

/**
 * Reads one event, and refuses one that has not happened yet.
 * @param where how the sender knows it
 * @param now epoch milliseconds
 * @param events what shop.json declares of events of the shop's own
 */
export function admit(value: unknown, where: string, now: number, events?: DeclaredEvents): Admitted {
  const { event, faults } = readEvent(value, where, events);
  if (event === undefined) return { faults: faults.map(told) };
  if (Date.parse(event.at) <= now + MOST_AHEAD) return { event };
  return {
    faults: [{ where: `${where} at`, what: "this has not happened yet", fix: "check the year and the offset" }],
  };
}
