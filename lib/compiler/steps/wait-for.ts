import { toSeconds } from "../../campaign/durations.ts";
import type { WaitFor } from "../../campaign/steps/wait-for.ts";
import type { Target } from "../../campaign/steps.ts";
import type { Onward, TaskState } from "../asl.ts";
import { type Builder, onTimeout, onward, retrier, type StepCompiler, withKeys } from "../builder.ts";
import { type AwaitRequest, PLACEHOLDERS, type WaitTarget, type WatchedFact, WITHHELD } from "../compiled.ts";
import { ENTERED, journey, literal, TOKEN, type Written } from "../expressions.ts";

/** A waitFor of its own: the `await` function keeps the token, the timeout is the marketer's `within`. */
export const compileWaitFor: StepCompiler<WaitFor> = (step, next, builder) => {
  const { key, state } = builder.label(step);
  const { reaction, silence: onSilence } = ways(step, next, builder);
  const silence = builder.named(onSilence);
  // Nobody reacts to a message that was withheld: else is taken at once.
  const isForMessage = !("on" in step.waitFor);
  const seconds = toSeconds(step.within);
  const request: Written<AwaitRequest> = {
    token: TOKEN,
    ...journey(),
    step: key,
    since: ENTERED,
    target: literal(waitTarget(step.waitFor, builder)),
    seconds,
  };
  builder.add(state, {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Arguments: { FunctionName: PLACEHOLDERS.awaitFunction, Payload: request },
    TimeoutSeconds: seconds,
    // Only the call itself is retried: its timeout is the marketer's wait.
    Retry: [...(isForMessage ? [{ ErrorEquals: [WITHHELD], MaxAttempts: 0 }] : []), retrier("States.TaskFailed")],
    Catch: [onTimeout(silence), ...(isForMessage ? [{ ErrorEquals: [WITHHELD], Next: silence }] : [])],
    ...reaction,
  });
};

/**
 * Where a reaction and silence lead; both join again at `next`. Tags that a reaction ends the journey with are told by its
 * output, and put on when its end is recorded: they cost no state.
 */
export function ways(step: WaitFor, next: string | undefined, builder: Builder): Ways {
  const then = step.then ?? [];
  const tags = then.flatMap((one) => ("tag" in one ? [one.tag] : []));
  const isLast = next === undefined && tags.length > 0 && tags.length === then.length;
  const reaction = isLast
    ? { Output: { tags: tags.map(literal) }, End: true as const }
    : onward(builder.way(then, next));
  return { reaction, silence: builder.way(step.else ?? [], next) };
}

interface Ways {
  reaction: Onward & Pick<TaskState, "Output">;
  silence: string | undefined;
}

export function waitTarget(target: Target, { messageKey }: Builder): WaitTarget {
  if ("on" in target) {
    return { on: target.on, ...(target.if === undefined ? {} : { if: withKeys(target.if, messageKey) }) };
  }
  const [fact, message] = Object.entries(target)[0] as [WatchedFact, string];
  return { fact, message: messageKey(message) };
}
