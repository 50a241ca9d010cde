import type { DatabaseSync } from "node:sqlite";
import type { End } from "../../hooks.ts";
import type { EndStatus } from "../../step.ts";
import type { EndRows } from "../store.ts";

interface Row {
  campaign: string;
  version: string;
  name: string;
  input: string;
  status: EndStatus;
  output: string | null;
  error: string | null;
  cause: string | null;
  ended: number;
}

/** The row of an execution remembers that its end has to be told. */
export function createEndRows(database: DatabaseSync): EndRows {
  const select = database.prepare(
    `SELECT campaign, version, name, input, status, output, error, cause, ended
     FROM states_executions JOIN states_machines ON states_machines.id = machine
     WHERE states_executions.id = ? AND announced = 0`,
  );
  const told = database.prepare("UPDATE states_executions SET announced = 1, input = NULL WHERE id = ?");
  const all = database.prepare("SELECT id FROM states_executions WHERE announced = 0 ORDER BY ended, id");
  return {
    untold(id) {
      const row = select.get(id) as Row | undefined;
      return row && endOf(row);
    },
    told: (id) => void told.run(id),
    all: () => all.all().map(({ id }) => Number(id)),
  };
}

function endOf({ campaign, version, name, input, status, output, error, cause, ended }: Row): End {
  return {
    campaign,
    version,
    execution: name,
    input: JSON.parse(input),
    status,
    at: ended,
    ...(output !== null && { output: JSON.parse(output) }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  };
}
