import type { Onward, TaskState } from "./asl.ts";
import { retrier } from "./builder.ts";
import { type DecideRequest, PLACEHOLDERS } from "./compiled.ts";
import { fromInput } from "./expressions.ts";

/** The task that asks the `decide` function about the customer of this journey, whose answer is the next state's input. */
export function askDecide(
  what: DecideRequest["do"],
  step: string,
  own: Record<string, unknown>,
  next: string,
): TaskState {
  return decideTask(what, step, own, { Output: "{% $states.result.Payload %}" }, { Next: next });
}

/** The task that has the `decide` function do something, and wants no answer. */
export function tellDecide(
  what: DecideRequest["do"],
  step: string,
  own: Record<string, unknown>,
  onward: Onward,
): TaskState {
  return decideTask(what, step, own, {}, onward);
}

function decideTask(
  what: DecideRequest["do"],
  step: string,
  own: Record<string, unknown>,
  output: Pick<TaskState, "Output">,
  onward: Onward,
): TaskState {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: {
      FunctionName: PLACEHOLDERS.decideFunction,
      Payload: {
        do: what,
        enrollment: fromInput("enrollment"),
        customer: fromInput("customer"),
        campaign: fromInput("campaign"),
        version: fromInput("version"),
        step,
        since: "{% $states.context.State.EnteredTime %}",
        ...own,
      },
    },
    ...output,
    TimeoutSeconds: 60,
    Retry: [retrier("States.TaskFailed", "States.Timeout")],
    ...onward,
  };
}
