import { toSeconds } from "../../campaign/durations.ts";
import type { Wait } from "../../campaign/steps/wait.ts";
import type { WaitFor } from "../../campaign/steps/wait-for.ts";
import type { Step } from "../../campaign/steps.ts";
import { messageOf } from "../../campaign/walk.ts";
import { type Builder, onward, type StepCompiler } from "../builder.ts";
import type { AfterSend, SendMessage, SendRules } from "../compiled.ts";
import { literal } from "../expressions.ts";
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
  const after = afterSend(follow, rules, builder);
  const { reaction, silence } =
    "within" in after ? ways(after.step, next, builder) : { reaction: onward(next), silence: next };
  const body: { [K in keyof Required<SendMessage>]?: unknown } & Record<keyof SendMessageParts, unknown> = {
    ...addressee(),
    step: key,
    template: message.template,
    with: literal(message.with),
    ...(message.survey === undefined ? {} : { survey: message.survey }),
    ...(message.referral === undefined ? {} : { referral: true }),
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

/** What every message has. */
type SendMessageParts = Omit<SendMessage, "survey" | "referral">;

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
