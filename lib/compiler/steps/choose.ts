import { isKnownAtStart } from "../../campaign/holds.ts";
import type { Branch } from "../../campaign/steps/branch.ts";
import type { Split } from "../../campaign/steps/split.ts";
import type { Step } from "../../campaign/steps.ts";
import { type Builder, onward, type StepCompiler, withKeys } from "../builder.ts";
import type { Choice, ChoiceMessage } from "../compiled.ts";
import { literal, type Written } from "../expressions.ts";
import { rulesIn } from "../sending.ts";
import { addressee, GRACE, messageState } from "./message.ts";

/** A choice of messages is one message on the queue; what can be known at enrollment is answered there. */
export const compileChoice: StepCompiler<Branch | Split> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  const choice = choiceOf(step, builder);
  const rules = rulesIn(choice);
  const body: Written<ChoiceMessage> = {
    ...addressee(),
    choose: literal(choice),
    then: { do: "go on" },
  };
  const timeout = Math.max(...rules.map(({ lateAfterSeconds }) => lateAfterSeconds)) + GRACE;
  messageState(builder, { key, state, rules, body, timeout, silence: next }, onward(next));
};

function choiceOf(step: Branch | Split, builder: Builder): Choice {
  const { key } = builder.label(step);
  const wayOf = ({ steps: [only] }: { steps: Step[] }) => (only === undefined ? null : chosen(only, builder));
  if ("split" in step) {
    builder.ask({ key, kind: "split", weights: step.split.map(({ weight }) => weight) });
    return { key, ways: step.split.map(wayOf) };
  }
  const conditions = step.branch.map((way) => (way.if === undefined ? null : withKeys(way.if, builder.messageKey)));
  const isAsked = !conditions.every((condition) => condition === null || isKnownAtStart(condition));
  if (!isAsked) builder.ask({ key, kind: "branch", ways: conditions });
  return { key, ...(isAsked ? { if: conditions } : {}), ways: step.branch.map(wayOf) };
}

function chosen(step: Step, builder: Builder): Choice["ways"][number] {
  if ("send" in step) {
    const { key } = builder.label(step);
    return { step: key, template: step.send, with: step.with ?? {}, rules: builder.rulesFor(step.send) };
  }
  return choiceOf(step as Branch | Split, builder);
}
