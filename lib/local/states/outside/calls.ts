import type { Value } from "../../../store/table.ts";
import type { Clock } from "../../clock.ts";
import { RUNTIME, StatesError, TIMEOUT } from "../errors.ts";
import type { Execution } from "../execution.ts";
import type { Handlers } from "../hooks.ts";
import type { Call, Visit } from "../kinds/move.ts";
import { plainCopy } from "../plain.ts";
import { stateOf, type Turn } from "../step.ts";
import type { Turns } from "../turns.ts";

/** Calls the function of the task that this execution is at, and goes on with the result. A call that a kill cut is made again. */
export type MakeCall = (execution: Execution) => Promise<void>;

export function createCalls(parts: { clock: Clock; random(): number; handlers: Handlers; turns: Turns }): MakeCall {
  const { clock, handlers, turns } = parts;
  return async (execution) => {
    const { call } = stateOf(execution);
    if (call === undefined)
      throw new Error(`${execution.name} is to call a function in "${execution.state}", which has none`);
    const post = () => {
      throw new Error("a call sends no message");
    };
    const visit: Visit = { execution, now: clock.now(), entered: [], random: parts.random, post };
    const answer = await attempt(call, visit);
    if (answer instanceof StatesError) await turns.take(execution, failing(answer));
    else if (call.byToken) turns.called(execution);
    else await turns.take(execution, (state, at) => resumed(state.resume?.(at, answer)));
  };

  async function attempt(call: Call, visit: Visit): Promise<Value | StatesError> {
    try {
      const handler = handlers.functions[call.name];
      if (handler === undefined) throw new StatesError(RUNTIME, `Nothing answers to ${call.name}.`);
      const limit = 1000 * (await call.seconds(visit));
      const payload = await call.payload(visit);
      const result = await handler(plainCopy(payload) ?? null);
      if (call.byToken) return null;
      if (clock.now() - visit.now >= limit) throw new StatesError(TIMEOUT, `The call took ${limit} ms or longer.`);
      return { Payload: plainCopy(result) ?? null };
    } catch (error) {
      return errorOf(error);
    }
  }
}

/** The error goes through Retry and Catch. */
export function failing(error: StatesError): Turn {
  return () => {
    throw error;
  };
}

/** What a turn leads to in a state that can be resumed. */
export function resumed<Move>(move: Move | undefined): Move {
  if (move === undefined) throw new Error("this state has nothing to go on with");
  return move;
}

function errorOf(error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  if (error instanceof Error) return new StatesError(error.name || "Error", error.message);
  return new StatesError("Error", String(error));
}
