import { toSeconds } from "../../campaign/durations.ts";
import type { Send, Wait, WaitFor } from "../../campaign/steps.ts";
import { type Builder, onward, type StepCompiler } from "../builder.ts";
import type { AfterSend, SendMessage, SendRules } from "../compiled.ts";
import { literal } from "../expressions.ts";
import { addressee, GRACE, messageState } from "./message.ts";
import { waitTarget, ways } from "./wait-for.ts";

/**
 * One state per message. A wait or a waitFor right after it is the same state: the timeout is the wait, the token the
 * early wake-up.
 */
export const compileSend: StepCompiler<Send> = (step, next, builder) => {
  const { key, state, follow } = builder.label(step);
  const rules = builder.rulesFor(step.send);
  const after = afterSend(follow, rules, builder);
  const { reaction, silence } =
    "within" in after ? ways(after.step, next, builder) : { reaction: onward(next), silence: next };
  const body: Record<keyof SendMessage, unknown> = {
    ...addressee(),
    step: key,
    template: step.send,
    with: literal(step.with ?? {}),
    rules,
    then: literal(after.then),
  };
  const failsWhenWithheld = after.then.do === "wait for";
  messageState(
    builder,
    { key, state, rules: [rules], body, timeout: after.timeout, silence, failsWhenWithheld },
    reaction,
  );
};

type After = { then: AfterSend; timeout: number } & ({ within: true; step: WaitFor } | object);

function afterSend(follow: Wait | WaitFor | undefined, rules: SendRules, builder: Builder): After {
  if (follow === undefined) return { then: { do: "go on" }, timeout: rules.lateAfterSeconds + GRACE };
  if ("wait" in follow) {
    const seconds = toSeconds(follow.wait as string);
    return { then: { do: "wait", seconds }, timeout: seconds };
  }
  const seconds = toSeconds(follow.within);
  const then: AfterSend = { do: "wait for", target: waitTarget(follow.waitFor, builder), seconds };
  return { then, timeout: seconds, within: true, step: follow };
}
