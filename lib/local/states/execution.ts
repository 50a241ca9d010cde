import type { Value } from "../../store/table.ts";
import type { Phase, RunnableState } from "./kinds/move.ts";
import type { Variables } from "./language/scope.ts";

/** A registered machine, compiled. */
export interface Machine {
  readonly id: number;
  readonly campaign: string;
  readonly version: string;
  readonly startAt: string;
  readonly states: ReadonlyMap<string, RunnableState>;
}

/** An execution while it runs. Each turn loads its own copy and changes that; the database decides whose turn counts. */
export interface Execution {
  readonly id: number;
  readonly name: string;
  readonly machine: Machine;
  readonly input: Value;
  /** Epoch milliseconds, as are all times here. */
  readonly started: number;
  /** Grows with every turn: a token and a timer are good for one number only. */
  visit: number;
  state: string;
  entered: number;
  stateInput: Value;
  variables: Variables;
  /** Retries of the current state so far, one count per retrier. */
  tries: readonly number[];
  phase: Phase;
  due: number;
  deadline: number;
}

/** Names the execution's present visit. */
export function tokenOf(execution: Execution): string {
  return `${execution.id}.${execution.visit}`;
}

/** Undefined: nobody here made this token. */
export function parseToken(token: string): { id: number; visit: number } | undefined {
  const [, id, visit] = /^(\d{1,15})\.(\d{1,15})$/.exec(token) ?? [];
  return id === undefined || visit === undefined ? undefined : { id: Number(id), visit: Number(visit) };
}
