import type { Value } from "../../store/table.ts";
import { RUNTIME, StatesError } from "./errors.ts";
import type { Execution } from "./execution.ts";
import type { Message, Move, Rest, RunnableState, Visit } from "./kinds/move.ts";

export type EndStatus = "SUCCEEDED" | "FAILED" | "ABORTED";

export interface Ending {
  status: EndStatus;
  at: number;
  output?: Value;
  error?: string;
  cause?: string;
  /** Nobody has to be told. */
  announced: boolean;
}

/** One turn of one execution, worked out but not yet written: from a rest to the next rest, or to the end. */
export interface Step {
  /** As it will be. */
  execution: Execution;
  /** The visit it began from; 0 for a new execution. */
  from: number;
  /** The states entered on the way. */
  entered: string[];
  messages: { id: number; message: Message }[];
  at: number;
  /** Undefined: the execution rests. */
  ending: Omit<Ending, "announced"> | undefined;
}

export interface Stepper {
  now(): number;
  random(): number;
  newMessageId(): number;
}

/** A turn's first move: entering a state, going on after a rest, or an error. */
export type Turn = (state: RunnableState, visit: Visit) => Move | Promise<Move>;

/** A loop of states that never rest would go on for ever; AWS ends an execution at 25,000 history events. */
const MOST_ENTERED = 25_000;

const enter: Turn = (state, visit) => state.enter(visit);

/** Tries the present state again. It counts as entered. */
export const enterAgain: Turn = (state, visit) => {
  visit.entered.push(visit.execution.state);
  return state.enter(visit);
};

/** Works a turn out. `execution` is the caller's own copy, and is changed. */
export async function workOut(stepper: Stepper, execution: Execution, first: Turn | Move): Promise<Step> {
  const step: Step = {
    execution,
    from: execution.visit,
    entered: [],
    messages: [],
    at: stepper.now(),
    ending: undefined,
  };
  const visit: Visit = {
    execution,
    now: step.at,
    entered: step.entered,
    random: stepper.random,
    post(message) {
      const id = stepper.newMessageId();
      step.messages.push({ id, message });
      return id;
    },
  };
  let move = typeof first === "function" ? await take(first, visit) : first;
  while (move.do === "go") {
    execution.visit += 1;
    execution.state = move.to;
    execution.entered = visit.now;
    execution.stateInput = move.output;
    if (move.assign !== undefined) execution.variables = { ...execution.variables, ...move.assign };
    execution.tries = [];
    step.entered.push(move.to);
    move = step.entered.length > MOST_ENTERED ? endless(move.to) : await take(enter, visit);
  }
  if (move.do === "rest") rest(execution, move);
  else step.ending = endingOf(move, visit.now);
  return step;
}

async function take(turn: Turn, visit: Visit): Promise<Move> {
  const state = stateOf(visit.execution);
  try {
    return await turn(state, visit);
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return recover(state, visit, error);
  }
}

/** An error while recovering from an error is final. */
async function recover(state: RunnableState, visit: Visit, error: StatesError): Promise<Move> {
  try {
    if (state.recover !== undefined) return await state.recover(visit, error);
  } catch (another) {
    if (!(another instanceof StatesError)) throw another;
    return { do: "fail", error: another.name, cause: another.message };
  }
  return { do: "fail", error: error.name, cause: error.message };
}

export function stateOf(execution: Execution): RunnableState {
  const state = execution.machine.states.get(execution.state);
  if (state === undefined) throw new Error(`the machine of ${execution.name} has no state "${execution.state}"`);
  return state;
}

function rest(execution: Execution, move: Rest): void {
  execution.phase = move.phase;
  execution.due = move.due;
  execution.deadline = move.phase === "call" ? move.deadline : move.due;
  if (move.phase !== "retry") return;
  execution.tries = move.tries;
  // The token of the failed try is no longer good, and the next try has its own.
  execution.visit += 1;
}

function endingOf(move: Exclude<Move, Rest | { do: "go" }>, at: number): Omit<Ending, "announced"> {
  if (move.do === "succeed") return { status: "SUCCEEDED", at, output: move.output };
  return { status: "FAILED", at, error: move.error, cause: move.cause };
}

function endless(state: string): Move {
  return { do: "fail", error: RUNTIME, cause: `More than ${MOST_ENTERED} states without a rest, the last "${state}".` };
}
