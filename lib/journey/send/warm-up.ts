import type { Shop } from "../../campaign/shop.ts";
import { ConditionFailed } from "../../store/table.ts";
import { keys } from "../keys.ts";
import type { Core } from "../ports.ts";
import { DAY, dayOf, instantOf, localDay } from "../zone.ts";

/*
 * A domain that mailbox providers do not know yet earns its name slowly: a ceiling of marketing messages a day, which grows.
 * All messages of a day count on one item. DynamoDB takes 1,000 writes a second there, and a domain in its warm-up sends
 * fewer; once the plan is over, nothing is counted. The count errs towards fewer messages: a place is lost when its taker
 * crashes, or when the answer to the count gets lost and it is made again. Only a place given back may so be given twice.
 */

type WarmUp = NonNullable<Shop["warmUp"]>;
type WarmUpDeps = Pick<Core, "table" | "now"> & { shop: Pick<Shop, "timeZone" | "warmUp"> };

/** How long a day's count is kept, in seconds: for whoever looks back. */
const KEPT = 40 * 86_400;

/**
 * The most marketing messages on `day` (`yyyy-mm-dd` on the shop's clock); undefined when there is no ceiling. There is none
 * before the plan begins: it may be written ahead of a move to a new domain, and must not silence the old one. There is none
 * from the day on which it comes to `until`.
 */
export function ceilingOn({ from, start, growth, until }: WarmUp, day: string): number | undefined {
  const days = (Date.parse(day) - Date.parse(from)) / DAY;
  if (days < 0) return undefined;
  const percent = 100 + Number.parseInt(growth, 10);
  // Plans that have long been over are not worked out to the last of thousands of digits.
  if (start * (percent / 100) ** days > until * 2) return undefined;
  // In whole numbers, because 100 * 1.15 is 114.99999999999999 in binary.
  const ceiling = Number((BigInt(start) * BigInt(percent) ** BigInt(days)) / 100n ** BigInt(days));
  return ceiling < until ? ceiling : undefined;
}

/** A place that was taken: on which day. Undefined where there was no ceiling. */
export type Place = { day: string | undefined };

/**
 * Takes one of the day's places for a marketing message. `until`: they are all taken, and there are new ones from then on,
 * the next midnight of the shop's clock. Where there is no ceiling, nothing is asked or counted.
 */
export async function takePlace(deps: WarmUpDeps): Promise<Place | { until: number }> {
  const now = deps.now();
  const today = placesAt(deps.shop, now);
  if (today === undefined) return { day: undefined };
  try {
    await deps.table.write({
      update: keys.warmUp(today.day),
      add: { n: 1 },
      setOnce: { expires: Math.floor(now / 1000) + KEPT },
      if: { below: { n: today.ceiling } },
    });
    return { day: today.day };
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    const { timeZone } = deps.shop;
    return { until: instantOf(localDay(now, timeZone) + DAY, timeZone) };
  }
}

/** Gives back the place of a message that did not go out after all: to its own day, or the next one would have one too many. */
export async function givePlaceBack({ table }: Pick<Core, "table">, { day }: Place): Promise<void> {
  if (day !== undefined) await table.write({ update: keys.warmUp(day), add: { n: -1 } });
}

function placesAt({ warmUp, timeZone }: WarmUpDeps["shop"], now: number): { day: string; ceiling: number } | undefined {
  if (warmUp === undefined) return undefined;
  const day = dayOf(now, timeZone);
  const ceiling = ceilingOn(warmUp, day);
  return ceiling === undefined ? undefined : { day, ceiling };
}
