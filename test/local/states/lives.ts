import type { DatabaseSync } from "node:sqlite";
import { DEFERRED } from "../../../lib/compiler/compiled.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import type { Value } from "../../../lib/store/table.ts";
import { Killed } from "./mortal.ts";
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
export async function live(
  database: DatabaseSync,
  at: number,
  done: Set<string>,
  more: { people?: number; onTransition?: () => void } = {},
): Promise<number> {
  const history = database.prepare("INSERT INTO history (execution, state) VALUES (?, ?)");
  const { engine, clock, runAll } = givenEngine({
    database,
    at,
    hooks: {
      onTransition: ({ execution, state }) => {
        history.run(execution, state);
        more.onTransition?.();
      },
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
      else if (customer === "stop") await engine.executions.stop("welcome", "1", enrollment, "goal met");
      else await engine.executions.start("welcome", "1", enrollment, inputOf(enrollment));
    },
  });
  try {
    await begin(engine, more.people ?? 3);
    await runAll();
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return clock.now();
}

/** Every third of them skips the first send, every third is stopped while it waits. */
function inputOf(name: string) {
  return { ...INPUT, answers: { "s-1": Number(name.slice(1)) % 3 === 1 ? 2 : 1 } };
}

/** Idempotent, as enrolling is: all of it is done again after a death in the middle. */
async function begin(engine: ReturnType<typeof givenEngine>["engine"], people: number): Promise<void> {
  engine.register("welcome", "1", MACHINE);
  for (let index = 0; index < people; index += 1) {
    const name = `p${index}`;
    if (engine.describe(name)) continue;
    const at = START + index * 1000 * SECOND;
    if (index % 3 === 2) {
      await engine.schedules.set(`stop ${name}`, at + 5200 * SECOND, {
        customer: "stop",
        campaign: "",
        enrollment: name,
      });
    }
    await engine.schedules.set(`start ${name}`, at, { customer: "start", campaign: "welcome", enrollment: name });
  }
}

export function given(path = ":memory:"): DatabaseSync {
  const database = openDatabase(path);
  database.exec("CREATE TABLE IF NOT EXISTS history (execution TEXT, state TEXT)");
  return database;
}

/** Everything that must come out the same. */
export function outcome(database: DatabaseSync, done: Set<string>) {
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
