import { toSeconds } from "../../campaign/durations.ts";
import type { Wait } from "../../campaign/steps/wait.ts";
import type { WaitFor } from "../../campaign/steps/wait-for.ts";
import type { Step } from "../../campaign/steps.ts";
import { messageOf } from "../../campaign/walk.ts";
import { type Builder, onward, type StepCompiler } from "../builder.ts";
import type { AfterSend, SendMessage, SendRules } from "../compiled.ts";
import { literal, type Written } from "../expressions.ts";
import { addressee, GRACE, messageState } from "./message.ts";
import { waitTarget, ways } from "./wait-for.ts";

/**
 * A step that sends one message is one state. A wait or a waitFor right after it is the same state: the timeout is the wait,
 * the token the early wake-up.
 */
export const compileOneMessage: StepCompiler<Step> = (step, next, builder) => {
  const message = messageOf(step);
  if (message === undefined) throw new TypeError(`no message is sent by: ${Object.keys(step).join(", ")}`);
  const { key, state, follow } = builder.label(step);
  const rules = builder.rulesFor(message.template, message.survey !== undefined);
  const { then, timeout } = afterSend(follow, rules, builder);
  const { reaction, silence } =
    follow !== undefined && "waitFor" in follow
      ? ways(follow, next, builder)
      : { reaction: onward(next), silence: next };
  const body: Written<SendMessage> = {
    ...addressee(),
    step: key,
    template: message.template,
    with: literal(message.with),
    ...(message.survey === undefined ? {} : { survey: message.survey }),
    ...(message.referral === undefined ? {} : { referral: true }),
    rules,
    then: literal(then),
  };
  const failsWhenWithheld = then.do === "wait for";
  messageState(builder, { key, state, rules: [rules], body, timeout, silence, failsWhenWithheld }, reaction);
};

/** What follows in the same state, and when that is over: seconds. */
function afterSend(
  follow: Wait | WaitFor | undefined,
  rules: SendRules,
  builder: Builder,
): { then: AfterSend; timeout: number } {
  if (follow === undefined) return { then: { do: "go on" }, timeout: rules.lateAfterSeconds + GRACE };
  if ("wait" in follow) {
    const seconds = toSeconds(follow.wait as string);
    return { then: { do: "wait", seconds }, timeout: seconds };
  }
  const seconds = toSeconds(follow.within);
  return { then: { do: "wait for", target: waitTarget(follow.waitFor, builder), seconds }, timeout: seconds };
}
