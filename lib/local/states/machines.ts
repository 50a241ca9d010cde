import type { Machine } from "./execution.ts";
import { compileState } from "./kinds/kinds.ts";
import { type Callable, checkDefinition } from "./language/check.ts";
import type { Definition } from "./language/definition.ts";
import type { CompileExpression } from "./language/expression.ts";
import type { MachineRows } from "./rows/store.ts";

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

export function createMachines(parts: { rows: MachineRows; callable: Callable; compile: CompileExpression }): Machines {
  const { rows, callable, compile } = parts;
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
    const row = rows.byId(id);
    if (row === undefined) throw new Error(`no machine has the number ${id}`);
    const { campaign, version } = row;
    const definition: unknown = JSON.parse(row.definition);
    return keep(id, campaign, version, checkDefinition(nameOf(campaign, version), definition, callable));
  }

  function find(campaign: string, version: string): Machine | undefined {
    const id = ids.get(JSON.stringify([campaign, version])) ?? rows.byVersion(campaign, version)?.id;
    return id === undefined ? undefined : get(id);
  }

  return {
    register(campaign, version, definition) {
      const text = JSON.stringify(definition);
      const own: unknown = JSON.parse(text);
      const row = rows.byVersion(campaign, version);
      if (row !== undefined && row.definition !== text) {
        throw new Error(
          `${nameOf(campaign, version)} is registered with another definition, and people may be in it; give the new one a version of its own`,
        );
      }
      const checked = checkDefinition(nameOf(campaign, version), own, callable);
      keep(row?.id ?? rows.insert(campaign, version, text), campaign, version, checked);
    },
    find,
    get,
    loadOpen() {
      for (const id of rows.open()) get(id);
    },
  };
}

function compileStates(definition: Definition, compile: CompileExpression): Machine["states"] {
  return new Map(Object.entries(definition.States).map(([name, state]) => [name, compileState(state, compile)]));
}

function nameOf(campaign: string, version: string): string {
  return `the machine of campaign ${campaign}, version ${version},`;
}
