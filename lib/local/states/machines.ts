import type { DatabaseSync } from "node:sqlite";
import type { Machine } from "./execution.ts";
import { compileState } from "./kinds/kinds.ts";
import { type Callable, checkDefinition } from "./language/check.ts";
import type { Definition } from "./language/definition.ts";
import type { CompileExpression } from "./language/expression.ts";

/** The registered machines, stored. None is ever replaced: people finish the version they started. */
export interface Machines {
  /**
   * Registering the same again changes nothing. Throws MachineRefused with every fault of the definition, and an Error
   * when this version is registered already with another definition.
   */
  register(campaign: string, version: string, definition: unknown): void;
  /** Undefined: never registered. */
  find(campaign: string, version: string): Machine | undefined;
  get(id: number): Machine;
  /** Compiles those that people are in. Throws when one of them can no longer be run. */
  loadOpen(): void;
}

export function createMachines(parts: {
  database: DatabaseSync;
  callable: Callable;
  compile: CompileExpression;
}): Machines {
  const { database, callable, compile } = parts;
  const insert = database.prepare("INSERT INTO states_machines (campaign, version, definition) VALUES (?, ?, ?)");
  const byVersion = database.prepare("SELECT id, definition FROM states_machines WHERE campaign = ? AND version = ?");
  const byId = database.prepare("SELECT campaign, version, definition FROM states_machines WHERE id = ?");
  const open = database.prepare("SELECT DISTINCT machine FROM states_executions WHERE status = 'RUNNING'");
  const loaded = new Map<number, Machine>();
  const ids = new Map<string, number>();

  function keep(id: number, campaign: string, version: string, definition: Definition): Machine {
    const machine = { id, campaign, version, startAt: definition.StartAt, states: compileStates(definition, compile) };
    loaded.set(id, machine);
    ids.set(JSON.stringify([campaign, version]), id);
    return machine;
  }

  function get(id: number): Machine {
    const known = loaded.get(id);
    if (known !== undefined) return known;
    const row = byId.get(id);
    if (row === undefined) throw new Error(`no machine has the number ${id}`);
    const [campaign, version] = [String(row.campaign), String(row.version)];
    const definition: unknown = JSON.parse(String(row.definition));
    return keep(id, campaign, version, checkDefinition(nameOf(campaign, version), definition, callable));
  }

  function find(campaign: string, version: string): Machine | undefined {
    const id = ids.get(JSON.stringify([campaign, version])) ?? byVersion.get(campaign, version)?.id;
    return id === undefined ? undefined : get(Number(id));
  }

  return {
    register(campaign, version, definition) {
      const text = JSON.stringify(definition);
      const own: unknown = JSON.parse(text);
      const row = byVersion.get(campaign, version);
      if (row !== undefined && row.definition !== text) {
        throw new Error(
          `${nameOf(campaign, version)} is registered with another definition, and people may be in it; give the new one a version of its own`,
        );
      }
      const checked = checkDefinition(nameOf(campaign, version), own, callable);
      const id = Number(row?.id ?? insert.run(campaign, version, text).lastInsertRowid);
      keep(id, campaign, version, checked);
    },
    find,
    get,
    loadOpen() {
      for (const { machine } of open.all()) get(Number(machine));
    },
  };
}

function compileStates(definition: Definition, compile: CompileExpression): Machine["states"] {
  return new Map(Object.entries(definition.States).map(([name, state]) => [name, compileState(state, compile)]));
}

function nameOf(campaign: string, version: string): string {
  return `the machine of campaign ${campaign}, version ${version},`;
}
