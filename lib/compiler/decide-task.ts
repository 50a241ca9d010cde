import type { Onward, TaskState } from "./asl.ts";
import { retrier } from "./builder.ts";
import { type Asker, type Doing, PLACEHOLDERS } from "./compiled.ts";
import { fromInput } from "./expressions.ts";

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

/** A request as the machine writes it: any of its values may be an expression. */
type Asking<Own extends Doing> = { [K in keyof Own]: K extends "do" ? Own[K] : unknown };

function functionTask(
  FunctionName: string,
  step: string,
  own: Doing,
  onward: Onward & Pick<TaskState, "Output">,
): TaskState {
  const asker: Record<keyof Asker, unknown> = {
    enrollment: fromInput("enrollment"),
    customer: fromInput("customer"),
    campaign: fromInput("campaign"),
    version: fromInput("version"),
    step,
    since: "{% $states.context.State.EnteredTime %}",
  };
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName, Payload: { ...asker, ...own } },
    TimeoutSeconds: 60,
    Retry: [retrier("States.TaskFailed", "States.Timeout")],
    ...onward,
  };
}
