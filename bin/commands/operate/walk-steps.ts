import type { Step } from "../../../lib/campaign/steps.ts";
import { waysOf } from "../../../lib/campaign/walk.ts";

/** Every step of a campaign, also those inside others. */
export function walkSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => [step, ...waysOf(step).flatMap((way) => walkSteps(way.steps))]);
}
