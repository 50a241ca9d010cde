import type { Onward, TaskState } from "./asl.ts";
import { retrier } from "./builder.ts";
import { type Asker, type Doing, PLACEHOLDERS } from "./compiled.ts";
import { ENTERED, journey, type Written } from "./expressions.ts";

/** The task that asks the `decide` function about the customer of this journey, whose answer is the next state's input. */
export function askDecide<Own extends Doing>(step: string, own: Asking<Own>, next: string): TaskState {
  return functionTask(PLACEHOLDERS.decideFunction, step, own, { Output: "{% $states.result.Payload %}", Next: next });
}

/** The task that has the `decide` function do something, and wants no answer. */
export function tellDecide<Own extends Doing>(step: string, own: Asking<Own>, onward: Onward): TaskState {
  return functionTask(PLACEHOLDERS.decideFunction, step, own, onward);
}

/** The task that has the `act` function do something outside, and wants no answer. */
export function tellAct<Own extends Doing>(step: string, own: Asking<Own>, onward: Onward): TaskState {
  return functionTask(PLACEHOLDERS.actFunction, step, own, onward);
}

type Asking<Own extends Doing> = Written<Omit<Own, "do">> & Pick<Own, "do">;

function functionTask(
  FunctionName: string,
  step: string,
  own: Doing,
  onward: Onward & Pick<TaskState, "Output">,
): TaskState {
  const asker: Written<Asker> = { ...journey(), step, since: ENTERED };
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName, Payload: { ...asker, ...own } },
    TimeoutSeconds: 60,
    Retry: [retrier("States.TaskFailed", "States.Timeout")],
    ...onward,
  };
}
