import { expect, it } from "vitest";
import { createVirtualClock } from "../../../lib/local/clock.ts";
import { createDueQueue } from "../../../lib/local/due.ts";
import { createLoop } from "../../../lib/local/loop.ts";
import { createEngine } from "../../../lib/local/states/engine.ts";
import type { End } from "../../../lib/local/states/hooks.ts";
import { memoryStore } from "../../../lib/local/states/rows/memory/store.ts";
import type { Value } from "../../../lib/store/table.ts";
import { END, INPUT, machineOf, QUEUE, SECOND, START, send, TOKEN } from "./rig.ts";

/** An engine in plain memory whose queue's handler is this. */
function given(handle: (message: Value) => Promise<void> = async () => {}) {
  const clock = createVirtualClock(START);
  const queue = createDueQueue();
  const ends: End[] = [];
  const store = memoryStore();
  const handlers = { queues: { [QUEUE]: handle }, functions: {}, begin: async () => {} };
  const hooks = { onEnd: async (end: End) => void ends.push(end) };
  const engine = createEngine({ store, clock, queue, random: () => 0.5, handlers, hooks });
  return { store, engine, ends, clock, loop: createLoop({ clock, queue }) };
}

const SEND = { send: send({ Catch: [{ ErrorEquals: ["States.Timeout"], Next: "end" }], Next: "end" }), ...END };

it("lists and describes open executions page by page, and forgets those that are over but for their names", async () => {
  const { engine, loop, store, ends } = given();
  engine.register("welcome", "1", machineOf(SEND));
  engine.register("other", "1", machineOf(SEND));
  for (const name of ["a", "b", "c"]) await engine.executions.start("welcome", "1", name, INPUT);
  await engine.executions.start("other", "1", "d", INPUT);
  const names = (filter: Parameters<typeof engine.list>[0]) => engine.list(filter).map(({ name }) => name);
  expect(names({ limit: 2 })).toEqual(["a", "b"]);
  expect(names({ after: "b", campaign: "welcome" })).toEqual(["c"]);
  const about = { campaign: "welcome", version: "1", status: "RUNNING", started: START, since: START };
  expect(engine.describe("a")).toEqual({ ...about, name: "a", state: "send", due: START + 60 * SECOND });

  await loop.runUntil(START + 60 * SECOND);
  expect(ends.map(({ execution, output }) => [execution, typeof output])).toEqual(
    ["a", "b", "c", "d"].map((name) => [name, "object"]),
  );
  expect([engine.list(), engine.describe("a"), [...store.ends.all()], [...store.messages.waiting()]]).toEqual([
    [],
    undefined,
    [],
    [],
  ]);
  await engine.executions.start("welcome", "1", "a", INPUT);
  expect(engine.list()).toEqual([]);
});

it("gives a handler the same message again, whatever the handler did to it", async () => {
  const seen: unknown[] = [];
  const { engine, loop } = given(async (message) => {
    const own = message as { rules: { most: number }; token: string };
    seen.push(own.rules.most);
    own.rules.most = 0;
    if (seen.length < 3) throw new Error("not now");
  });
  const body = { token: TOKEN, rules: { most: 2 } };
  engine.register(
    "welcome",
    "1",
    machineOf({ ...SEND, send: { ...SEND.send, Arguments: { QueueUrl: QUEUE, MessageBody: body } } }),
  );
  await engine.executions.start("welcome", "1", "a", INPUT);
  await engine.executions.start("welcome", "1", "b", INPUT);
  await loop.runUntil(START + 600 * SECOND);
  expect(seen).toEqual([2, 2, 2, 2]);
});

it("tells times that were read from the context as they were then", async () => {
  const { engine, ends, loop } = given();
  const wait = { Type: "Wait", Seconds: 60, Next: "end" };
  const pass = { Type: "Pass", Assign: { then: "{% $states.context.State %}" }, Next: "wait" };
  engine.register("welcome", "1", machineOf({ pass, wait, end: { Type: "Succeed", Output: "{% $then %}" } }));
  await engine.executions.start("welcome", "1", "a", INPUT);
  await loop.runUntil(START + 60 * SECOND);
  const State = { Name: "pass", EnteredTime: new Date(START).toISOString(), RetryCount: 0 };
  expect(JSON.parse(JSON.stringify(ends[0]?.output))).toEqual(State);
});
