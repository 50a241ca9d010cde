import type { DecideAnswer } from "../compiler/compiled.ts";
import type { Core } from "./ports.ts";

/** A state that must not go on is given a year: its execution is stopped before the year is over. */
const NEVER = 300 * 86_400_000;

/**
 * The answer for an execution that is being stopped. A wait that follows lasts long enough; after a branch the machine may go
 * on for the moment that stopping takes, and whatever it meets looks at the enrollment again.
 */
export function nowhere(deps: Pick<Core, "now">): DecideAnswer {
  return { until: new Date(deps.now() + NEVER).toISOString(), way: -1 };
}
