import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../clock.ts";
import type { Due, DueQueue } from "../../due.ts";
import type { End, Hooks } from "../hooks.ts";
import type { DeadLetterRows } from "../rows/dead-letters.ts";
import type { EndStatus } from "../step.ts";
import { delayAfter, MOST_RECEIVES } from "./redelivery.ts";

/** Tells `onEnd` of executions that are over; the row remembers that it has to be told. */
export interface Ends {
  expect(id: number): void;
  /** Expects all that were not told before the process ended. */
  recover(): void;
}

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

export function createEnds(parts: {
  database: DatabaseSync;
  clock: Clock;
  queue: DueQueue;
  hooks: Hooks;
  deadLetters: DeadLetterRows;
}): Ends {
  const { database, clock, hooks } = parts;
  const select = database.prepare(
    `SELECT campaign, version, name, input, status, output, error, cause, ended
     FROM states_executions JOIN states_machines ON states_machines.id = machine
     WHERE states_executions.id = ? AND announced = 0`,
  );
  const told = database.prepare("UPDATE states_executions SET announced = 1, input = NULL WHERE id = ?");
  const untold = database.prepare("SELECT id FROM states_executions WHERE announced = 0 ORDER BY ended, id");
  const failures = new Map<number, number>();

  function expect(id: number, at = clock.now()): void {
    parts.queue.add(at, tell, id);
  }

  async function tell({ key }: Due): Promise<void> {
    const id = Number(key);
    const row = select.get(id) as Row | undefined;
    if (row === undefined) return;
    try {
      await hooks.onEnd?.(endOf(row));
    } catch (error) {
      tellAgain(id, row.name, error);
      return;
    }
    failures.delete(id);
    told.run(id);
  }

  /** After the last try it stays untold, for the next start to try. */
  function tellAgain(id: number, name: string, error: unknown): void {
    const count = (failures.get(id) ?? 0) + 1;
    failures.set(id, count);
    if (count < MOST_RECEIVES) expect(id, clock.now() + delayAfter(count));
    else parts.deadLetters.add(`end of ${name}`, "{}", error, clock.now());
  }

  return {
    expect,
    recover() {
      if (hooks.onEnd === undefined) return;
      for (const { id } of untold.all()) expect(Number(id));
    },
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
