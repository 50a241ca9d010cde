import type { DatabaseSync } from "node:sqlite";
import { beforeEach, describe } from "vitest";
import { createVirtualClock } from "../../../lib/local/clock.ts";
import { createDueQueue } from "../../../lib/local/due.ts";
import { createLoop } from "../../../lib/local/loop.ts";
import type { Scheduled } from "../../../lib/local/schedules.ts";
import { createEngine } from "../../../lib/local/states/engine.ts";
import type { End, Handlers, Hooks, Transition } from "../../../lib/local/states/hooks.ts";
import { memoryStore } from "../../../lib/local/states/rows/memory/store.ts";
import { sqliteStore } from "../../../lib/local/states/rows/sqlite/store.ts";
import type { EngineStore } from "../../../lib/local/states/rows/store.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import type { Value } from "../../../lib/store/table.ts";

export const START = Date.UTC(2030, 0, 1);
export const SECOND = 1000;
export const INPUT = { enrollment: "e-1", customer: "c-1", campaign: "welcome", version: "1", answers: { "s-1": 1 } };
export const QUEUE = "${SendQueueUrl}";
const FUNCTION = "${DecideFunctionArn}";

export interface Options {
  database?: DatabaseSync;
  at?: number;
  seed?: number;
  queue?: Handlers["queues"][string];
  function?: Handlers["functions"][string];
  begin?: Scheduled;
  hooks?: Hooks;
}

const STORES: Record<string, (database: DatabaseSync) => EngineStore> = {
  SQLite: sqliteStore,
  "plain memory": memoryStore,
};
let openStore = sqliteStore;

/** The same tests on each store that the engine can have. Those that open a database again run on SQLite alone. */
export function describeOnEachStore(name: string, tests: () => void): void {
  describe.each(Object.entries(STORES))(`${name} (on %s)`, (_, open) => {
    beforeEach(() => {
      openStore = open;
      return () => {
        openStore = sqliteStore;
      };
    });
    tests();
  });
}

/** An engine on a virtual clock, with a record of everything that happened. */
export function givenEngine(options: Options = {}) {
  const database = options.database ?? openDatabase(":memory:");
  const clock = createVirtualClock(options.at ?? START);
  const queue = createDueQueue();
  const loop = createLoop({ clock, queue });
  const transitions: Transition[] = [];
  const ends: End[] = [];
  const messages: { message: Value; at: number }[] = [];
  const calls: { payload: Value; at: number }[] = [];
  const engine = createEngine({
    store: openStore(database),
    clock,
    queue,
    random: seeded(options.seed ?? 1),
    handlers: {
      queues: {
        [QUEUE]: async (message) => {
          messages.push({ message, at: clock.now() });
          await options.queue?.(message);
        },
      },
      functions: {
        [FUNCTION]: async (payload) => {
          calls.push({ payload, at: clock.now() });
          return options.function?.(payload);
        },
      },
      begin: options.begin ?? (async () => {}),
    },
    hooks: options.hooks ?? {
      onTransition: (transition) => void transitions.push(transition),
      onEnd: async (end) => void ends.push(end),
    },
  });

  /** Until nothing is due any more. */
  async function runAll(): Promise<void> {
    while (await loop.runNext());
  }

  /** Registers a machine of these states, starts it, and runs what is due at once. */
  async function start(states: Record<string, unknown>, input = INPUT, name = "run"): Promise<void> {
    engine.register("welcome", "1", machineOf(states));
    await engine.executions.start("welcome", "1", name, input);
    await loop.runUntil(clock.now());
  }

  /** The same, to the end. */
  async function run(states: Record<string, unknown>, input = INPUT): Promise<End | undefined> {
    await start(states, input);
    await runAll();
    return ends.at(-1);
  }

  return { engine, database, clock, loop, queue, transitions, ends, messages, calls, runAll, start, run };
}

/** The first state is the start. */
export function machineOf(States: Record<string, unknown>) {
  return { QueryLanguage: "JSONata", StartAt: Object.keys(States)[0], States };
}

export const TOKEN = "{% $states.context.Task.Token %}";

/** A send that waits for its token. */
export function send(more: Record<string, unknown> = { Next: "end" }) {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    Arguments: { QueueUrl: QUEUE, MessageBody: { token: TOKEN } },
    TimeoutSeconds: 60,
    ...more,
  };
}

/** A call of the function. */
export function invoke(more: Record<string, unknown> = { Next: "end" }) {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Arguments: { FunctionName: FUNCTION, Payload: { customer: "{% $states.context.Execution.Input.customer %}" } },
    TimeoutSeconds: 60,
    ...more,
  };
}

export const END = { end: { Type: "Succeed" } };

export function tokenIn(message: Value | undefined): string {
  if (typeof message === "object" && message !== null && !Array.isArray(message)) return String(message.token);
  throw new Error("no message with a token");
}

/** Repeatable numbers from 0 to less than 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
