import type { Clock } from "../clock.ts";
import type { Due, DueQueue } from "../due.ts";
import type { Execution } from "./execution.ts";
import type { Hooks } from "./hooks.ts";
import type { Message, Move } from "./kinds/move.ts";
import type { EngineStore, ExecutionRows } from "./rows/store.ts";
import { type Ending, type Step, type Turn, workOut } from "./step.ts";

/** Works turns out and writes each in one transaction. Of two turns from the same rest, the first to be written counts. */
export interface Turns {
  /** False: another turn was first, or the execution is over. */
  take(execution: Execution, first: Turn | Move): Promise<boolean>;
  /** The token of this visit is now waited for, until its deadline. */
  called(execution: Execution): void;
  abort(execution: Execution, cause: string): boolean;
  /** Sets the timer of an execution that was open when the process ended. */
  expect(id: number, due: number): void;
}

export interface TurnParts {
  clock: Clock;
  queue: DueQueue;
  random(): number;
  store: Pick<EngineStore, "atomic" | "messages">;
  executions: ExecutionRows;
  hooks: Hooks;
  /** What an execution's rest leads to when it is due. */
  onDue(execution: Execution): Promise<unknown>;
  /** A message was sent. */
  sent(id: number, message: Message): void;
  /** An execution is over, and somebody wants to know. */
  ended(id: number): void;
}

export function createTurns(parts: TurnParts): Turns {
  const { clock, queue, store, executions, hooks } = parts;
  const { messages } = store;
  /** The one timer of each open execution. */
  const timers = new Map<number, Due>();
  const stepper = { now: clock.now, random: parts.random, newMessageId: messages.newId };

  async function run(due: Due): Promise<void> {
    const id = Number(due.key);
    if (timers.get(id) !== due) return;
    const execution = executions.load(id);
    if (execution !== undefined) await parts.onDue(execution);
  }

  function expect(id: number, due: number): void {
    forget(id);
    timers.set(id, queue.add(due, run, id));
  }

  function forget(id: number): void {
    const timer = timers.get(id);
    if (timer === undefined) return;
    queue.cancel(timer);
    timers.delete(id);
  }

  function write(step: Step, ending: Ending | undefined): boolean {
    const { execution, from } = step;
    if (from === 0) return ending ? executions.insertEnded(execution, ending) : executions.insert(execution);
    return ending ? executions.end(execution, from, ending) : executions.move(execution, from);
  }

  function commit(step: Step): boolean {
    const { execution, entered, at } = step;
    const ending = step.ending && { ...step.ending, announced: hooks.onEnd === undefined };
    const { name, machine } = execution;
    const done = store.atomic(() => {
      if (!write(step, ending)) return false;
      for (const { id, message } of step.messages) messages.insert(id, message);
      const { campaign, version } = machine;
      for (const state of entered) hooks.onTransition?.({ campaign, version, execution: name, state, at });
      return true;
    });
    if (!done) return false;
    if (ending === undefined) expect(execution.id, execution.due);
    else forget(execution.id);
    for (const { id, message } of step.messages) parts.sent(id, message);
    if (ending?.announced === false) parts.ended(execution.id);
    return true;
  }

  return {
    take: async (execution, first) => commit(await workOut(stepper, execution, first)),
    called(execution) {
      if (executions.called(execution)) expect(execution.id, execution.deadline);
    },
    abort(execution, cause) {
      const at = clock.now();
      const ending = { status: "ABORTED", at, cause } as const;
      return commit({ execution, from: execution.visit, entered: [], messages: [], at, ending });
    },
    expect,
  };
}
