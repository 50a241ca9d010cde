import type { Value } from "../../../store/table.ts";
import type { StatesError } from "../errors.ts";
import type { Execution } from "../execution.ts";
import type { Variables } from "../language/scope.ts";

/** What a state's turn leads to. */
export type Move =
  | { do: "go"; to: string; output: Value; assign: Variables | undefined }
  | { do: "succeed"; output: Value }
  | { do: "fail"; error: string; cause: string }
  | Rest;

/** The execution stays in its state until `due`, epoch milliseconds. */
export type Rest =
  /** A Wait. */
  | { do: "rest"; phase: "wait"; due: number }
  /** A function is called as soon as it is due. `deadline` is for one whose token is then waited for. */
  | { do: "rest"; phase: "call"; due: number; deadline: number }
  /** The token is waited for; what is due is the timeout. */
  | { do: "rest"; phase: "token"; due: number }
  /** The task is tried again. `tries` counts the retries of each retrier. */
  | { do: "rest"; phase: "retry"; due: number; tries: readonly number[] };

export type Phase = Rest["phase"];

/** A message on its way to a queue's handler. */
export interface Message {
  queue: string;
  /** A string is a text as it is, and has to be JSON. */
  body: Value;
  due: number;
}

/** One execution at one state, for the length of one turn. */
export interface Visit {
  readonly execution: Execution;
  readonly now: number;
  /** The states entered in this turn so far. */
  readonly entered: string[];
  random(): number;
  /** Sends a message when the turn is committed, and answers its id. */
  post(message: Message): number;
}

/** A state, compiled. Everything here may reject with a {@link StatesError}, which `recover` is then asked about. */
export interface RunnableState {
  enter(visit: Visit): Move | Promise<Move>;
  /** Goes on after the rest, with what the task answered or the wait's input. */
  resume?(visit: Visit, result: Value): Move | Promise<Move>;
  /** What an error leads to, by Retry and Catch; left out, the execution fails. */
  recover?(visit: Visit, error: StatesError): Move | Promise<Move>;
  call?: Call;
}

/** The function that a task calls. */
export interface Call {
  name: string;
  payload(visit: Visit): Promise<Value>;
  /** The token brings the result, not the call. */
  byToken: boolean;
  /** A call that took longer has timed out. */
  seconds(visit: Visit): Promise<number>;
}
