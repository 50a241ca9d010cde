import { kindOf, type Step, type StepKind, type StepOf } from "./steps.ts";

/** A list of steps inside a step, and where in it: `["branch", 0, "steps"]`. */
export interface Way {
  steps: Step[];
  path: (string | number)[];
}

const WAYS: { [K in StepKind]: (step: StepOf[K]) => Way[] } = {
  send: () => [],
  wait: () => [],
  waitFor: (step) => [
    ...(step.then === undefined ? [] : [{ steps: step.then, path: ["then"] }]),
    ...(step.else === undefined ? [] : [{ steps: step.else, path: ["else"] }]),
  ],
  branch: (step) => step.branch.map(({ steps }, way) => ({ steps, path: ["branch", way, "steps"] })),
  split: (step) => step.split.map(({ steps }, way) => ({ steps, path: ["split", way, "steps"] })),
  tag: () => [],
  exit: () => [],
};

/** The kind of a step that the schema accepted. */
export function kind(step: Step): StepKind {
  const found = kindOf(step);
  if (found === undefined) throw new TypeError(`not a step: ${Object.keys(step).join(", ")}`);
  return found;
}

/** The lists of steps inside a step that are written, in reading order. */
export function waysOf(step: Step): Way[] {
  return (WAYS[kind(step)] as (step: Step) => Way[])(step);
}
