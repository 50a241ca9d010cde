import type { Executions, Schedules, Tokens } from "../../journey/ports.ts";
import type { Clock } from "../clock.ts";
import type { DueQueue } from "../due.ts";
import { createSchedules, type Scheduled } from "../schedules.ts";
import { StatesError, TIMEOUT } from "./errors.ts";
import type { Execution } from "./execution.ts";
import type { Handlers, Hooks } from "./hooks.ts";
import type { Phase } from "./kinds/move.ts";
import { createExpressions } from "./language/expression.ts";
import { createMachines, type Machines } from "./machines.ts";
import { createCalls, failing, resumed } from "./outside/calls.ts";
import { createDeliveries } from "./outside/deliveries.ts";
import { createEnds } from "./outside/ends.ts";
import { createExecutions, createTokens } from "./ports.ts";
import type { DeadLetter, EngineStore, Listing } from "./rows/store.ts";
import { enterAgain } from "./step.ts";
import { createTurns } from "./turns.ts";

/** Step Functions, SQS and the one-time schedules of one machine, over one store and one due queue. */
export interface Engine extends Listing {
  register: Machines["register"];
  executions: Executions;
  tokens: Tokens;
  schedules: Schedules;
  /** The latest first. */
  deadLetters(limit?: number): DeadLetter[];
}

export interface EngineParts {
  /** Used by no other engine meanwhile. Everything is kept here; only timers are in memory. */
  store: EngineStore;
  clock: Clock;
  /** Empty, or shared with others. A loop over it runs the engine. */
  queue: DueQueue;
  /** 0 to less than 1; seeded, a run can be repeated. */
  random(): number;
  handlers: Handlers & { begin: Scheduled };
  hooks?: Hooks;
}

/**
 * Opens the engine on a store, and goes on with what it holds: what was under way is delivered again with the same token,
 * what has become due meanwhile is due now. Nothing runs before the loop does. Throws MachineRefused when people are in
 * a machine that these handlers cannot serve.
 */
export function createEngine(parts: EngineParts): Engine {
  const { store, clock, queue, random, handlers, hooks = {} } = parts;
  const { deadLetters, messages } = store;
  const compile = createExpressions({ now: clock.now, random });
  const machines = createMachines({ rows: store.machines, callable: callableFrom(handlers), compile });
  machines.loadOpen();
  const executions = store.executions(machines.get);
  const ends = createEnds({ clock, queue, hooks, ends: store.ends, deadLetters });
  const deliveries = createDeliveries({ clock, queue, handlers, store });
  const schedules = createSchedules({ clock, queue, store, begin: handlers.begin });
  const onDue = (execution: Execution): Promise<unknown> => phases[execution.phase](execution);
  const { expect: sent } = deliveries;
  const { expect: ended } = ends;
  const turns = createTurns({ clock, queue, random, store, executions, hooks, onDue, sent, ended });
  const call = createCalls({ clock, random, handlers, turns });

  /** What the end of each rest leads to. */
  const phases: Record<Phase, (execution: Execution) => Promise<unknown>> = {
    wait: (execution) =>
      turns.take(execution, (state, visit) => resumed(state.resume?.(visit, visit.execution.stateInput))),
    retry: (execution) => turns.take(execution, enterAgain),
    token: (execution) =>
      turns.take(execution, failing(new StatesError(TIMEOUT, `Nothing was answered in "${execution.state}".`))),
    call,
  };

  for (const { id, due } of messages.waiting()) deliveries.expect(id, { due });
  for (const { id, due } of executions.open()) turns.expect(id, due);
  schedules.recover();
  ends.recover();

  return {
    register: machines.register,
    executions: createExecutions({ clock, machines, executions, turns }),
    tokens: createTokens({ executions, turns }),
    schedules,
    deadLetters: (limit = 100) => deadLetters.list(limit),
    ...store.listing,
  };
}

function callableFrom({ queues, functions }: Handlers) {
  return { queues: new Set(Object.keys(queues)), functions: new Set(Object.keys(functions)) };
}
