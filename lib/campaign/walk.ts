import { kindOf, type Step, type StepKind, type StepOf } from "./steps.ts";

type Ways = { [K in StepKind]: (step: StepOf[K]) => Step[][] };

const WAYS: Ways = {
  send: () => [],
  wait: () => [],
  waitFor: (step) => [step.then ?? [], step.else ?? []],
  branch: (step) => step.branch.map((way) => way.steps),
  split: (step) => step.split.map((way) => way.steps),
  tag: () => [],
  exit: () => [],
};

/** The kind of a step that the schema accepted. */
export function kind(step: Step): StepKind {
  const found = kindOf(step);
  if (found === undefined) throw new TypeError(`not a step: ${Object.keys(step).join(", ")}`);
  return found;
}

/** The lists of steps inside a step, in reading order. */
export function waysOf(step: Step): Step[][] {
  return (WAYS[kind(step)] as (step: Step) => Step[][])(step);
}
