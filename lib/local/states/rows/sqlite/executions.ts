import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Value } from "../../../../store/table.ts";
import type { Execution, Machine } from "../../execution.ts";
import type { Phase } from "../../kinds/move.ts";
import type { Ending } from "../../step.ts";
import type { ExecutionRows } from "../store.ts";
import { nextId } from "./schema.ts";

/** The columns of SELECTED. */
type Row = [
  id: number,
  name: string,
  machine: number,
  started: number,
  input: string,
  visit: number,
  state: string,
  entered: number,
  phase: Phase,
  due: number,
  deadline: number,
  stateInput: string | null,
  variables: string | null,
  tries: string | null,
];

const REST = "visit, state, entered, phase, due, deadline, state_input, variables, tries";
const SELECTED = `id, name, machine, started, input, ${REST}`;
const END = "visit, input, ended, output, error, cause, announced";

export function createExecutionRows(database: DatabaseSync, machineOf: (id: number) => Machine): ExecutionRows {
  let next = nextId(database, "states_executions");
  const select = database.prepare(`SELECT ${SELECTED} FROM states_executions WHERE id = ? AND status = 'RUNNING'`);
  select.setReturnArrays(true);
  const byName = database.prepare("SELECT id FROM states_executions WHERE name = ?");
  const insert = database.prepare(
    `INSERT INTO states_executions (id, name, machine, started, status, input, ${REST})
     VALUES (?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING`,
  );
  const insertEnded = database.prepare(
    `INSERT INTO states_executions (id, name, machine, started, status, ${END})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING`,
  );
  const move = database.prepare(
    `UPDATE states_executions SET ${assignments(REST)} WHERE id = ? AND visit = ? AND status = 'RUNNING'`,
  );
  const called = database.prepare(
    "UPDATE states_executions SET phase = 'token', due = deadline WHERE id = ? AND visit = ? AND status = 'RUNNING'",
  );
  const end = database.prepare(
    `UPDATE states_executions SET status = ?, ${assignments(END)},
       state = NULL, entered = NULL, phase = NULL, due = NULL, deadline = NULL, state_input = NULL, variables = NULL, tries = NULL
     WHERE id = ? AND visit = ? AND status = 'RUNNING'`,
  );
  const open = database.prepare("SELECT id, due FROM states_executions WHERE status = 'RUNNING' ORDER BY due, id");

  const identity = ({ id, name, machine, started }: Execution): SQLInputValue[] => [id, name, machine.id, started];
  return {
    newId: () => next++,
    idOf: (name) => byName.get(name)?.id as number | undefined,
    load(id) {
      const row = select.get(id) as unknown as Row | undefined;
      return row && fromRow(row, machineOf);
    },
    insert: (execution) =>
      insert.run(...identity(execution), JSON.stringify(execution.input), ...rest(execution)).changes === 1,
    insertEnded: (execution, ending) =>
      insertEnded.run(...identity(execution), ending.status, ...endValues(execution, ending)).changes === 1,
    move: (execution, from) => move.run(...rest(execution), execution.id, from).changes === 1,
    called: ({ id, visit }) => called.run(id, visit).changes === 1,
    end: (execution, from, ending) =>
      end.run(ending.status, ...endValues(execution, ending), execution.id, from).changes === 1,
    open: () => open.iterate() as Iterable<{ id: number; due: number }>,
  };
}

function assignments(columns: string): string {
  return columns
    .split(", ")
    .map((column) => `${column} = ?`)
    .join(", ");
}

/** The values of REST. What is as it was at the start is not written again. */
function rest(execution: Execution): SQLInputValue[] {
  const { visit, state, entered, phase, due, deadline, stateInput, variables, tries } = execution;
  return [
    visit,
    state,
    entered,
    phase,
    due,
    deadline,
    stateInput === execution.input ? null : JSON.stringify(stateInput),
    Object.keys(variables).length === 0 ? null : JSON.stringify(variables),
    tries.length === 0 ? null : JSON.stringify(tries),
  ];
}

/** The values of END. The input stays until the end has been announced. */
function endValues(execution: Execution, ending: Ending): SQLInputValue[] {
  const { at, output, error, cause, announced } = ending;
  const text = output === undefined ? null : JSON.stringify(output);
  const input = announced ? null : JSON.stringify(execution.input);
  return [execution.visit, input, at, text, error ?? null, cause ?? null, announced ? 1 : 0];
}

function fromRow(row: Row, machineOf: (id: number) => Machine): Execution {
  const [id, name, machine, started, inputText, visit, state, entered, phase, due, deadline, ...texts] = row;
  const [stateInput, variables, tries] = texts;
  const input: Value = JSON.parse(inputText);
  return {
    id,
    name,
    machine: machineOf(machine),
    input,
    started,
    visit,
    state,
    entered,
    stateInput: stateInput === null ? input : JSON.parse(stateInput),
    variables: variables === null ? {} : JSON.parse(variables),
    tries: tries === null ? [] : JSON.parse(tries),
    phase,
    due,
    deadline,
  };
}
