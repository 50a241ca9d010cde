import type { Execution } from "../../execution.ts";
import type { End } from "../../hooks.ts";
import type { Ending } from "../../step.ts";
import type { Description, EndRows, ExecutionRows, Listing } from "../store.ts";

/** Open executions as they are; of those that are over only the name, and the end until it has been told. */
export interface MemoryExecutions {
  rows: ExecutionRows;
  ends: EndRows;
  listing: Listing;
}

export function createMemoryExecutions(): MemoryExecutions {
  const open = new Map<number, Execution>();
  const ends = new Map<number, End>();
  const ids = new Map<string, number>();
  let next = 1;

  function isAt(id: number, visit: number): boolean {
    return open.get(id)?.visit === visit;
  }

  function isNew({ id, name }: Execution): boolean {
    if (ids.has(name)) return false;
    ids.set(name, id);
    return true;
  }

  function close(execution: Execution, { announced, ...ending }: Ending): void {
    open.delete(execution.id);
    if (announced) return;
    const { name, machine, input } = execution;
    const { campaign, version } = machine;
    ends.set(execution.id, { campaign, version, execution: name, input, ...ending });
  }

  const rows: ExecutionRows = {
    newId: () => next++,
    idOf: (name) => ids.get(name),
    load(id) {
      const execution = open.get(id);
      return execution && { ...execution };
    },
    insert(execution) {
      if (!isNew(execution)) return false;
      open.set(execution.id, execution);
      return true;
    },
    insertEnded(execution, ending) {
      if (!isNew(execution)) return false;
      close(execution, ending);
      return true;
    },
    move(execution, from) {
      if (!isAt(execution.id, from)) return false;
      open.set(execution.id, execution);
      return true;
    },
    called({ id, visit }) {
      const execution = open.get(id);
      if (execution?.visit !== visit) return false;
      open.set(id, { ...execution, phase: "token", due: execution.deadline });
      return true;
    },
    end(execution, from, ending) {
      if (!isAt(execution.id, from)) return false;
      close(execution, ending);
      return true;
    },
    open: () => [...open.values()].sort((one, other) => one.due - other.due || one.id - other.id),
  };

  return {
    rows,
    ends: {
      untold: (id) => ends.get(id),
      told: (id) => void ends.delete(id),
      all: () => ends.keys(),
    },
    listing: {
      describe(name) {
        const execution = open.get(ids.get(name) ?? 0);
        return execution && describe(execution);
      },
      list({ campaign, status = "RUNNING", limit = 100, after } = {}) {
        const past = after === undefined ? 0 : (ids.get(after) ?? 0);
        return [...open.values()]
          .filter(({ id, machine }) => id > past && (campaign === undefined || machine.campaign === campaign))
          .filter(() => status === "RUNNING")
          .sort((one, other) => one.id - other.id)
          .slice(0, limit)
          .map(describe);
      },
    },
  };
}

function describe({ name, machine, started, state, entered, due }: Execution): Description {
  const { campaign, version } = machine;
  return { name, campaign, version, status: "RUNNING", started, state, since: entered, due };
}
