import type { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { DEFERRED } from "../../../lib/compiler/compiled.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import type { Value } from "../../../lib/store/table.ts";
import { Killed, mortal } from "./mortal.ts";
import { END, givenEngine, INPUT, invoke, machineOf, QUEUE, SECOND, START, send, TOKEN } from "./rig.ts";

const RUN = "{% $states.context.Execution.Name %}";
const HOUR = 3600 * SECOND;

/** A deferred send, a call that fails once, a wait that an event ends, and a wait that nothing ends. */
const MACHINE = machineOf({
  begin: { Type: "Pass", Assign: { tried: 0, until: "" }, Next: "which" },
  which: {
    Type: "Choice",
    Choices: [{ Condition: "{% $states.input.answers.`s-1` = 1 %}", Next: "send" }],
    Default: "ask",
  },
  send: send({
    Arguments: { QueueUrl: QUEUE, MessageBody: { token: TOKEN, run: RUN, tried: "{% $tried %}" } },
    TimeoutSeconds: 60,
    Catch: [
      {
        ErrorEquals: [DEFERRED],
        Assign: { tried: "{% $tried + 1 %}", until: "{% $states.errorOutput.Cause %}" },
        Output: "{% $states.input %}",
        Next: "until",
      },
    ],
    Next: "ask",
  }),
  until: { Type: "Wait", Timestamp: "{% $until %}", Next: "send" },
  ask: invoke({
    Arguments: {
      FunctionName: "${DecideFunctionArn}",
      Payload: { run: RUN, do: "decide", count: "{% $states.context.State.RetryCount %}" },
    },
    Retry: [{ ErrorEquals: ["Slow"], MaxAttempts: 1 }],
    Next: "event",
  }),
  event: invoke({
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Arguments: { FunctionName: "${DecideFunctionArn}", Payload: { run: RUN, do: "await", token: TOKEN } },
    TimeoutSeconds: 7200,
    Next: "last",
  }),
  last: send({
    Arguments: { QueueUrl: QUEUE, MessageBody: { run: RUN, token: TOKEN, last: true } },
    Catch: [{ ErrorEquals: ["States.Timeout"], Next: "end" }],
    Next: "end",
  }),
  ...END,
});

/** One life of the process, from opening the database to its death or to the end of all work. */
async function live(database: DatabaseSync, at: number, done: Set<string>, silent = false): Promise<number> {
  const history = database.prepare("INSERT INTO history (execution, state) VALUES (?, ?)");
  const { engine, clock, runAll } = givenEngine({
    database,
    at,
    hooks: {
      onTransition: ({ execution, state }) => void history.run(execution, state),
      onEnd: async ({ execution, status }) => void done.add(`${execution} ended ${status}`),
    },
    async queue(message) {
      const { token, run, tried, last } = message as { token: string; run: string; tried: number; last?: boolean };
      done.add(`${run} sent ${last ? "last" : tried}`);
      if (last) return;
      if (tried === 0) await engine.tokens.fail(token, DEFERRED, new Date(clock.now() + HOUR).toISOString());
      else await engine.tokens.succeed(token, INPUT);
    },
    async function(payload: Value) {
      const ask = payload as { run: string; do: string; count?: number; token?: string };
      done.add(`${ask.run} ${ask.do} ${ask.count ?? ""}`);
      if (ask.do === "decide" && ask.count === 0) throw Object.assign(new Error("later"), { name: "Slow" });
      const what = { customer: "wake", campaign: "", enrollment: ask.token ?? "" };
      if (ask.do === "await") await engine.schedules.set(`wake ${ask.run}`, clock.now() + HOUR, what);
      return {};
    },
    async begin({ customer, enrollment }, name) {
      done.add(name);
      if (customer === "wake") await engine.tokens.succeed(enrollment, { event: 1 });
      else if (customer === "stop") await engine.executions.stop("welcome", enrollment, "goal met");
      else await engine.executions.start("welcome", "1", enrollment, inputOf(enrollment));
    },
  });
  try {
    await begin(engine);
    await runAll();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  if (!silent) expect(engine.deadLetters()).toEqual([]);
  return clock.now();
}

function inputOf(name: string) {
  return { ...INPUT, answers: { "s-1": name === "b" ? 2 : 1 } };
}

/** Idempotent, as enrolling is: all of it is done again after a death in the middle. */
async function begin(engine: ReturnType<typeof givenEngine>["engine"]): Promise<void> {
  engine.register("welcome", "1", MACHINE);
  for (const [index, name] of ["a", "b", "c"].entries()) {
    if (engine.describe(name)) continue;
    const what = { customer: "start", campaign: "welcome", enrollment: name };
    await engine.schedules.set(`start ${name}`, START + index * 1000 * SECOND, what);
  }
  if (engine.describe("c")?.status === undefined) {
    await engine.schedules.set("stop c", START + 2 * HOUR, { customer: "stop", campaign: "", enrollment: "c" });
  }
}

function given(): DatabaseSync {
  const database = openDatabase(":memory:");
  database.exec("CREATE TABLE history (execution TEXT, state TEXT)");
  return database;
}

/** Everything that must come out the same. */
function outcome(database: DatabaseSync, done: Set<string>) {
  const rest = ["messages", "schedules", "dead_letters"].map((table) =>
    database.prepare(`SELECT count(*) AS left FROM states_${table}`).get(),
  );
  return {
    history: database.prepare("SELECT execution, state FROM history ORDER BY execution, rowid").all(),
    executions: database
      .prepare(
        "SELECT name, status, ended, output, error, cause, input, announced FROM states_executions ORDER BY name",
      )
      .all(),
    rest,
    done: [...done].sort(),
  };
}

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
      "a SUCCEEDED",
      "b SUCCEEDED",
      "c ABORTED",
    ]);
    expect(expected.history.length).toBe(25);
    expect(writes).toBeGreaterThan(120);
    for (let n = 1; n <= writes; n += 1) {
      const database = given();
      const done = new Set<string>();
      const process = mortal(database, n);
      const at = await live(process.view, START, done, true);
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
      at = await live(process.view, at, done, true);
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
    const late = givenEngine({ database: first.database, at: START + 10 * HOUR });
    await late.runAll();
    expect(late.transitions.map(({ state, at }) => [state, at - START - 10 * HOUR])).toEqual([
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
