import type { Condition } from "../../campaign/conditions.ts";
import type { Branch } from "../../campaign/steps/branch.ts";
import { type StepCompiler, withKeys } from "../builder.ts";
import { choosesMessage } from "../choice.ts";
import { askDecide } from "../decide-task.ts";
import { answer, literal } from "../expressions.ts";
import { compileChoice } from "./choose.ts";

export interface BranchRequest {
  do: "branch";
  ways: (Condition | null)[];
}

/** What the order and the event decide was answered at enrollment: one Choice. Anything else asks `decide` once before it. */
export const compileBranch: StepCompiler<Branch> = (step, next, builder) => {
  if (choosesMessage(step)) return compileChoice(step, next, builder);
  const { key, state, ask } = builder.label(step);
  const conditions = step.branch.map((way) => (way.if === undefined ? null : withKeys(way.if, builder.messageKey)));
  if (ask === undefined) {
    builder.ask({ key, kind: "branch", ways: conditions });
  } else {
    builder.add(ask, askDecide<BranchRequest>(key, { do: "branch", ways: literal(conditions) }, state));
  }
  const way = ask === undefined ? answer(key) : "$states.input.way";
  const entries = step.branch.map((arm) => builder.named(builder.way(arm.steps, next)));
  // A last way for everyone else is the Default, unless it is the only one: a Choice has at least one rule.
  const isLastForAll = entries.length > 1 && conditions.at(-1) === null;
  const choices = isLastForAll ? entries.slice(0, -1) : entries;
  builder.add(state, {
    Type: "Choice",
    Choices: choices.map((entry, number) => ({ Condition: `{% ${way} = ${number} %}`, Next: entry })),
    Default: (isLastForAll ? entries.at(-1) : undefined) ?? builder.named(next),
  });
};
