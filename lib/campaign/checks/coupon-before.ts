import type { Campaign } from "../campaign.ts";
import type { Step } from "../steps.ts";
import { definitionOf, waysOf } from "../walk.ts";
import { coversAll } from "./places.ts";

/** The steps that nobody comes to without a code: a coupon step stands before them on each way. */
export function stepsWithCoupon({ steps }: Campaign): ReadonlySet<Step> {
  const found = new Set<Step>();
  follow(steps, false, found);
  return found;
}

/** Whether everyone who gets to the end has a code; undefined when nobody gets there. */
function follow(steps: readonly Step[], before: boolean, found: Set<Step>): boolean | undefined {
  let has = before;
  for (const step of steps) {
    if (has) found.add(step);
    const ends = waysOf(step).map((way) => follow(way.steps, has, found));
    const gives = definitionOf(step).gives === "coupon";
    // Those who take none of the ways that are written: of a coupon step, whoever got a code.
    const others = coversAll(step) ? [] : [has || gives];
    const goingOn = [...ends, ...others].filter((end) => end !== undefined);
    if (definitionOf(step).ends || goingOn.length === 0) return undefined;
    has = goingOn.every((end) => end);
  }
  return has;
}
