import { toSeconds } from "../../campaign/durations.ts";
import type { Send, Wait, WaitFor } from "../../campaign/steps.ts";
import type { Catcher, Retrier } from "../asl.ts";
import { type Builder, onTimeout, onward, type StepCompiler } from "../builder.ts";
import {
  type AfterSend,
  DEFERRED,
  HELD,
  PLACEHOLDERS,
  type SendMessage,
  type SendRules,
  WITHHELD,
} from "../compiled.ts";
import { fromInput, literal } from "../expressions.ts";
import { heldState } from "./held.ts";
import { waitTarget, ways } from "./wait-for.ts";

const DAY = 86_400;
/** After lateness has dropped the message there is an hour for the answer to arrive. */
const GRACE = 3_600;

/** Putting a message on the queue may fail for a moment; what the send function answers is never retried here. */
const QUEUE_RETRY: Retrier[] = [
  { ErrorEquals: [DEFERRED, WITHHELD, HELD], MaxAttempts: 0 },
  {
    ErrorEquals: ["States.TaskFailed"],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 3,
    MaxDelaySeconds: 600,
    JitterStrategy: "FULL",
  },
];

/**
 * One state per message. A wait or a waitFor right after it is the same state: the timeout is the wait, the token the
 * early wake-up. A message outside the customer's hours fails the token as Deferred; then a Wait and a second try are paid. One
 * of a paused campaign fails it as Held, and comes again when the campaign goes on.
 */
export const compileSend: StepCompiler<Send> = (step, next, builder) => {
  const { key, state, follow } = builder.label(step);
  const rules = sendRules(builder);
  const after = afterSend(follow, rules, builder);
  const [onReaction, onSilence] = "within" in after ? ways(after.step, next, builder) : [next, next];
  const silence = builder.named(onSilence);
  const body: Record<keyof SendMessage, unknown> = {
    token: "{% $states.context.Task.Token %}",
    enrollment: fromInput("enrollment"),
    customer: fromInput("customer"),
    campaign: fromInput("campaign"),
    version: fromInput("version"),
    step: key,
    template: step.send,
    with: literal(step.with ?? {}),
    due: "{% $states.context.State.EnteredTime %}",
    rules,
    then: literal(after.then),
  };
  const catches: Catcher[] = [onTimeout(silence)];
  if (after.then.do === "wait for") catches.push({ ErrorEquals: [WITHHELD], Next: silence });
  if (rules.hours !== undefined) {
    const hold = `Hold until ${rules.hours}: ${key}`.slice(0, 80);
    catches.push({ ErrorEquals: [DEFERRED], Output: { until: "{% $states.errorOutput.Cause %}" }, Next: hold });
    builder.add(hold, { Type: "Wait", Timestamp: "{% $states.input.until %}", Next: state });
  }
  const held = `Held by a pause: ${key}`.slice(0, 80);
  catches.push({ ErrorEquals: [HELD], Next: held });
  builder.add(held, heldState(key, state));
  builder.add(state, {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    Arguments: { QueueUrl: PLACEHOLDERS.sendQueueUrl, MessageBody: body },
    TimeoutSeconds: after.timeout,
    Retry: QUEUE_RETRY,
    Catch: catches,
    ...onward(onReaction),
  });
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

function sendRules({ sending }: Builder): SendRules {
  return {
    ...(sending.hours === undefined ? {} : { hours: sending.hours }),
    ...(sending.atMost === undefined ? {} : { cap: toCap(sending.atMost) }),
    lateAfterSeconds: sending.lateAfter === undefined ? DAY : toSeconds(sending.lateAfter),
  };
}

/** `"2 per 7 days"` is 2 messages in any 604,800 seconds. */
function toCap(atMost: string): { count: number; seconds: number } {
  const [count = "", span = ""] = atMost.split(" per ");
  return { count: Number(count), seconds: toSeconds(span) };
}
