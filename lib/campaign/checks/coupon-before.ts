import type { Campaign } from "../campaign.ts";
import type { Step } from "../steps.ts";
import { definitionOf, waysOf } from "../walk.ts";
import { coversAll } from "./places.ts";

/**
 * The steps that nobody comes to without a code: a coupon step stands before them on each way.
 * @param isElseOver as if no journey went on after the `else` of a coupon step, which is for those who got none
 */
export function stepsWithCoupon({ steps }: Pick<Campaign, "steps">, isElseOver = false): ReadonlySet<Step> {
  const found = new Set<Step>();
  follow(steps, false, found, isElseOver);
  return found;
}

/** Whether everyone who gets to the end has a code; undefined when nobody gets there. */
function follow(steps: readonly Step[], before: boolean, found: Set<Step>, isElseOver: boolean): boolean | undefined {
  let has = before;
  for (const step of steps) {
    if (has) found.add(step);
    const gives = definitionOf(step).gives === "coupon";
    const ways = gives && isElseOver ? [] : waysOf(step);
    const ends = ways.map((way) => follow(way.steps, has, found, isElseOver));
    // Those who take none of the ways that are written: of a coupon step, whoever got a code.
    const others = coversAll(step) ? [] : [has || gives];
    const goingOn = [...ends, ...others].filter((end) => end !== undefined);
    if (definitionOf(step).ends || goingOn.length === 0) return undefined;
    has = goingOn.every((end) => end);
  }
  return has;
}
