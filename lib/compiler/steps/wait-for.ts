import { toSeconds } from "../../campaign/durations.ts";
import type { Target, WaitFor } from "../../campaign/steps.ts";
import { type Builder, CALL_RETRY, onTimeout, onward, type StepCompiler, withKeys } from "../builder.ts";
import { type AwaitRequest, PLACEHOLDERS, type WaitTarget, WITHHELD } from "../compiled.ts";
import { fromInput, literal } from "../expressions.ts";

/** A waitFor of its own: the `await` function keeps the token, the timeout is the marketer's `within`. */
export const compileWaitFor: StepCompiler<WaitFor> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  const [onReaction, onSilence] = ways(step, next, builder);
  const silence = builder.named(onSilence);
  // Nobody reacts to a message that was withheld: else is taken at once.
  const isForMessage = !("on" in step.waitFor);
  const seconds = toSeconds(step.within);
  const request: Record<keyof AwaitRequest, unknown> = {
    token: "{% $states.context.Task.Token %}",
    enrollment: fromInput("enrollment"),
    customer: fromInput("customer"),
    campaign: fromInput("campaign"),
    version: fromInput("version"),
    step: key,
    since: "{% $states.context.State.EnteredTime %}",
    target: literal(waitTarget(step.waitFor, builder)),
    seconds,
  };
  builder.add(state, {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Arguments: { FunctionName: PLACEHOLDERS.awaitFunction, Payload: request },
    TimeoutSeconds: seconds,
    // Only the call itself is retried: its timeout is the marketer's wait.
    Retry: [
      ...(isForMessage ? [{ ErrorEquals: [WITHHELD], MaxAttempts: 0 }] : []),
      ...CALL_RETRY.map((retrier) => ({ ...retrier, ErrorEquals: ["States.TaskFailed"] })),
    ],
    Catch: [onTimeout(silence), ...(isForMessage ? [{ ErrorEquals: [WITHHELD], Next: silence }] : [])],
    ...onward(onReaction),
  });
};

/** The first states of then and else; both join again at `next`. */
export function ways(
  step: WaitFor,
  next: string | undefined,
  builder: Builder,
): [string | undefined, string | undefined] {
  return [builder.way(step.then ?? [], next), builder.way(step.else ?? [], next)];
}

export function waitTarget(target: Target, { messageKey }: Builder): WaitTarget {
  if ("on" in target) {
    return { on: target.on, ...(target.if === undefined ? {} : { if: withKeys(target.if, messageKey) }) };
  }
  const [fact, message] = Object.entries(target)[0] as ["delivered" | "opened" | "clicked", string];
  return { fact, message: messageKey(message) };
}
