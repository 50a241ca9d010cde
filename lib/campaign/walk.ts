import type { StepDefinition, Way } from "./steps/definition.ts";
import { kindOf, STEPS, type Step, type StepKind } from "./steps.ts";

/** The kind of a step that the schema accepted. */
export function kind(step: Step): StepKind {
  const found = kindOf(step);
  if (found === undefined) throw new TypeError(`not a step: ${Object.keys(step).join(", ")}`);
  return found;
}

/** What the language knows of this step's kind. */
export function definitionOf(step: Step): StepDefinition<Step> {
  return STEPS[kind(step)] as StepDefinition<Step>;
}

/** The lists of steps inside a step that are written, in reading order. */
export function waysOf(step: Step): Way[] {
  return definitionOf(step).ways?.(step) ?? [];
}

/** The message that a step sends, if it sends one. */
export function messageOf(step: Step): ReturnType<NonNullable<StepDefinition<Step>["message"]>> | undefined {
  return definitionOf(step).message?.(step);
}
