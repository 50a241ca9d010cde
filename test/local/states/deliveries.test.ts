import { describe, expect, it } from "vitest";
import type { End } from "../../../lib/local/states/hooks.ts";
import { describeOnEachStore, END, givenEngine, INPUT, QUEUE, SECOND, START, send, tokenIn } from "./rig.ts";

const SEND = {
  send: send({ TimeoutSeconds: 86_400, Catch: [{ ErrorEquals: ["States.Timeout"], Next: "end" }], Next: "end" }),
  ...END,
};

/** A queue whose handler throws this often. */
function givenFailing(failures: number) {
  let left = failures;
  return givenEngine({
    queue: async () => {
      if (left-- > 0) throw Object.assign(new Error("no room for jo@example.org"), { name: "MailboxFull" });
    },
  });
}

describeOnEachStore("a message", () => {
  it("comes again after 30 s, doubling to 15 minutes, with the same token", async () => {
    const { run, messages } = givenFailing(8);
    await run(SEND);
    expect(messages.map(({ at }) => (at - START) / SECOND)).toEqual([0, 30, 90, 210, 450, 930, 1830, 2730, 3630]);
    expect(new Set(messages.map(({ message }) => tokenIn(message))).size).toBe(1);
  });

  it("goes to the dead letters after ten receives, while its state keeps waiting", async () => {
    const { run, messages, engine } = givenFailing(99);
    expect(await run(SEND)).toMatchObject({ status: "SUCCEEDED", at: START + 86_400 * SECOND });
    expect(messages).toHaveLength(10);
    const [letter] = engine.deadLetters();
    expect(letter).toMatchObject({ source: QUEUE, error: "MailboxFull", message: "no room for [address]" });
    expect(JSON.parse(letter?.body ?? "")).toEqual(messages[0]?.message);
  });

  it("whose body is no JSON ends there too", async () => {
    const { run, engine } = givenEngine();
    await run({ send: send({ Arguments: { QueueUrl: QUEUE, MessageBody: "hello" }, End: true }) });
    expect(engine.deadLetters()).toMatchObject([{ body: "hello", error: "SyntaxError" }]);
  });
});

describeOnEachStore("the end of an execution", () => {
  it("is told until it is heard", async () => {
    const heard: End[] = [];
    const times: number[] = [];
    const rig = givenEngine({
      hooks: {
        onEnd: async (end) => {
          times.push((rig.clock.now() - START) / SECOND);
          if (times.length < 3) throw new Error("not now");
          heard.push(end);
        },
      },
    });
    await rig.run({ end: { Type: "Succeed", Output: { done: true } } });
    expect(times).toEqual([0, 30, 90]);
    const about = { campaign: "welcome", version: "1", execution: "run", input: INPUT };
    expect(heard).toEqual([{ ...about, status: "SUCCEEDED", output: { done: true }, at: START }]);
  });
});

describe("the end of an execution in a database", () => {
  it("is told after a restart when it was not heard before", async () => {
    const hooks = {
      onEnd: async () => {
        throw new Error("never");
      },
    };
    const first = givenEngine({ hooks });
    await first.run(END);
    expect(first.engine.deadLetters()).toMatchObject([{ source: "end of run" }]);
    const second = givenEngine({ database: first.database });
    await second.runAll();
    expect(second.ends).toMatchObject([{ execution: "run", input: INPUT, output: INPUT }]);
    const third = givenEngine({ database: first.database });
    await third.runAll();
    expect(third.ends).toEqual([]);
  });

  it("leaves only a small row", async () => {
    const { run, database } = givenEngine();
    await run({ pass: { Type: "Pass", Assign: { x: 1 }, Output: 1, Next: "send" }, ...SEND });
    const row = database.prepare("SELECT * FROM states_executions").get() ?? {};
    const kept = Object.keys(row).filter((column) => row[column] !== null);
    const identity = ["id", "name", "machine", "started", "status", "visit"];
    expect(kept).toEqual([...identity, "ended", "output", "announced"]);
    expect(database.prepare("SELECT count(*) AS n FROM states_messages").get()).toEqual({ n: 0 });
  });
});
