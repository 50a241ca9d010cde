import type { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../../lib/store/database.ts";
import { given, live, outcome } from "./lives.ts";
import { mortal } from "./mortal.ts";
import { END, givenEngine, INPUT, invoke, machineOf, SECOND, START, send, TOKEN } from "./rig.ts";

async function undisturbed() {
  const database = given();
  const { view, writes } = mortal(database, Number.POSITIVE_INFINITY);
  const done = new Set<string>();
  await live(view, START, done);
  return { ...outcome(database, done), writes: writes() };
}

describe("a process that is killed", () => {
  it("before any of its writes goes on to the same history, with everything handled at least once", async () => {
    const { writes, ...expected } = await undisturbed();
    expect(expected.executions.map(({ name, status }) => `${name} ${status}`)).toEqual([
      "p0 SUCCEEDED",
      "p1 SUCCEEDED",
      "p2 ABORTED",
    ]);
    expect(expected.history.length).toBe(25);
    expect(writes).toBeGreaterThan(120);
    for (let n = 1; n <= writes; n += 1) {
      const database = given();
      const done = new Set<string>();
      const process = mortal(database, n);
      const at = await live(process.view, START, done);
      process.bury();
      await live(database, at, done);
      expect(outcome(database, done), `killed before write ${n} of ${writes}`).toEqual(expected);
    }
  });

  it("again and again, after every few writes, gets there too", async () => {
    const { writes: _, ...expected } = await undisturbed();
    const database = given();
    const done = new Set<string>();
    let at = START;
    for (let life = 0; life < 40; life += 1) {
      const process = mortal(database, 12 + life);
      at = await live(process.view, at, done);
      process.bury();
    }
    await live(database, at, done);
    expect(outcome(database, done)).toEqual(expected);
  });
});

describe("an engine that is opened late", () => {
  it("does at once what has become due meanwhile, in order", async () => {
    const first = givenEngine();
    await first.start({
      wait: { Type: "Wait", Seconds: 60, Next: "send" },
      send: send({ Catch: [{ ErrorEquals: ["States.Timeout"], Next: "end" }], Next: "end" }),
      ...END,
    });
    const late = givenEngine({ database: first.database, at: START + 36_000 * SECOND });
    await late.runAll();
    expect(late.transitions.map(({ state, at }) => [state, at - START - 36_000 * SECOND])).toEqual([
      ["send", 0],
      ["end", 60 * SECOND],
    ]);
  });
});

describe("a hook that throws", () => {
  it("undoes the turn, which is taken again when the loop goes on", async () => {
    let fail = true;
    const states: string[] = [];
    const rig = givenEngine({
      hooks: {
        onTransition: ({ state }) => {
          if (state === "end" && fail) throw new Error("the disk is full");
          states.push(state);
        },
      },
    });
    await rig.start({ wait: { Type: "Wait", Seconds: 60, Next: "end" }, ...END });
    await expect(rig.runAll()).rejects.toThrow("the disk is full");
    expect(rig.engine.describe("run")?.state).toBe("wait");
    fail = false;
    await rig.runAll();
    expect(rig.engine.describe("run")?.status).toBe("SUCCEEDED");
    expect(states).toEqual(["wait", "end"]);
  });
});

describe("a call whose end could not be written", () => {
  it("does not disturb an execution that has gone on meanwhile", async () => {
    const database = openDatabase(":memory:");
    let broken = false;
    const prepare = (sql: string) => {
      if (!sql.includes("SET phase = 'token'")) return database.prepare(sql);
      return {
        run() {
          broken = !broken;
          if (broken) throw new Error("the disk is full");
          return { changes: 0 };
        },
      };
    };
    const view = { prepare, exec: (sql: string) => database.exec(sql), isTransaction: false };
    const rig = givenEngine({
      database: view as unknown as DatabaseSync,
      async function(payload) {
        await rig.engine.tokens.succeed((payload as { token: string }).token, {});
      },
    });
    const ask = invoke({
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Arguments: { FunctionName: "${DecideFunctionArn}", Payload: { token: TOKEN } },
      Next: "wait",
    });
    await expect(rig.start({ ask, wait: { Type: "Wait", Seconds: 60, Next: "end" }, ...END })).rejects.toThrow("disk");
    await rig.runAll();
    expect(rig.ends).toMatchObject([{ status: "SUCCEEDED", at: START + 60 * SECOND }]);
  });
});

describe("the same seed", () => {
  it("gives the identical log of a thousand executions", async () => {
    const log = async (seed: number) => {
      let answered = 0;
      const rig = givenEngine({
        seed,
        queue: async (message) => {
          answered += 1;
          if (answered % 3 === 0) await rig.engine.tokens.succeed((message as { token: string }).token, {});
        },
        function: async () => {
          throw Object.assign(new Error("later"), { name: "Slow" });
        },
      });
      const Catch = [{ ErrorEquals: ["States.ALL"], Next: "ask" }];
      const Retry = [{ ErrorEquals: ["Slow"], JitterStrategy: "FULL", MaxAttempts: 2 }];
      const last = [{ ErrorEquals: ["States.ALL"], Next: "end" }];
      rig.engine.register(
        "welcome",
        "1",
        machineOf({ send: send({ Catch, Next: "ask" }), ask: invoke({ Retry, Catch: last, Next: "end" }), ...END }),
      );
      for (let index = 0; index < 1000; index += 1)
        await rig.engine.executions.start("welcome", "1", `run-${index}`, INPUT);
      await rig.runAll();
      return rig.transitions;
    };
    const one = await log(5);
    expect(one).toHaveLength(5000);
    expect(await log(5)).toEqual(one);
    expect(await log(6)).not.toEqual(one);
  });
});
