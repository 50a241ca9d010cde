import type { TaskState } from "../asl.ts";
import { retrier } from "../builder.ts";
import { type AwaitRequest, PLACEHOLDERS } from "../compiled.ts";
import { ENTERED, journey, TOKEN, type Written } from "../expressions.ts";

/** The longest that an execution lives. */
const YEAR = 365 * 86_400;

/** Where a message waits while its campaign is paused: waiting costs nothing, and the answer leads back to the send. */
export function heldState(step: string, send: string): TaskState {
  const request: Written<AwaitRequest> = {
    token: TOKEN,
    ...journey(),
    step,
    since: ENTERED,
    target: { resume: true },
    seconds: YEAR,
  };
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Arguments: { FunctionName: PLACEHOLDERS.awaitFunction, Payload: request },
    TimeoutSeconds: YEAR,
    Retry: [retrier("States.TaskFailed")],
    Next: send,
  };
}
