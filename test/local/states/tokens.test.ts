import { describe, expect, it } from "vitest";
import { DEFERRED } from "../../../lib/compiler/compiled.ts";
import { describeOnEachStore, END, givenEngine, INPUT, invoke, SECOND, START, send, tokenIn } from "./rig.ts";

const WAIT_OR_GO = {
  send: send({ Catch: [{ ErrorEquals: ["States.Timeout"], Next: "late" }], Next: "end" }),
  late: { Type: "Succeed", Output: "late" },
  ...END,
};
const INVOKE_AND_WAIT = "arn:aws:states:::lambda:invoke.waitForTaskToken";
const PAYLOAD = { FunctionName: "${DecideFunctionArn}", Payload: { token: "{% $states.context.Task.Token %}" } };

describeOnEachStore("a token", () => {
  it("goes on with what it brings, and the timeout no longer counts", async () => {
    const { start, engine, loop, messages, runAll, ends, queue } = givenEngine();
    await start(WAIT_OR_GO);
    await loop.runUntil(START + 59 * SECOND);
    expect(await engine.tokens.succeed(tokenIn(messages[0]?.message), { clicked: true })).toBe(true);
    await runAll();
    expect(ends).toMatchObject([{ status: "SUCCEEDED", output: { clicked: true }, at: START + 59 * SECOND }]);
    expect(queue.size).toBe(0);
  });

  it("comes too late after the timeout", async () => {
    const { start, engine, runAll, messages, ends } = givenEngine();
    await start(WAIT_OR_GO);
    await runAll();
    expect(await engine.tokens.succeed(tokenIn(messages[0]?.message), {})).toBe(false);
    expect(await engine.tokens.fail(tokenIn(messages[0]?.message), "Late", "")).toBe(false);
    expect(ends).toMatchObject([{ output: "late", at: START + 60 * SECOND }]);
  });

  it("is good once, also when two answers come together", async () => {
    const { start, engine, messages, runAll, ends, transitions } = givenEngine();
    const Catch = [{ ErrorEquals: ["Second"], Next: "nap" }];
    await start({ send: send({ Catch, Next: "nap" }), nap: { Type: "Wait", Seconds: 9, Next: "end" }, ...END });
    const token = tokenIn(messages[0]?.message);
    const answers = await Promise.all([
      engine.tokens.succeed(token, { first: true }),
      engine.tokens.fail(token, "Second", ""),
      engine.tokens.succeed(token, { third: true }),
    ]);
    expect(answers.filter(Boolean)).toHaveLength(1);
    await runAll();
    const outputs = [{ first: true }, { Error: "Second", Cause: "" }, { third: true }];
    expect(ends.map(({ output }) => output)).toEqual([outputs[answers.indexOf(true)]]);
    expect(transitions.map(({ state }) => state)).toEqual(["send", "nap", "end"]);
  });

  it("of one visit is stale at the next visit of the same state", async () => {
    const { start, engine, loop, clock, messages } = givenEngine();
    await start({ send: send({ Next: "again" }), again: { Type: "Pass", Next: "send" } });
    const token = tokenIn(messages[0]?.message);
    await engine.tokens.succeed(token, {});
    await loop.runUntil(clock.now());
    expect(messages).toHaveLength(2);
    expect(await engine.tokens.succeed(token, {})).toBe(false);
    expect(await engine.tokens.succeed(tokenIn(messages[1]?.message), {})).toBe(true);
  });

  it.each(["", "1", "1.1.1", "99.1", "1.99", "x.y", "1e0.1"])("that nobody made (%j) is refused", async (token) => {
    const { start, engine } = givenEngine();
    await start(WAIT_OR_GO);
    expect(await engine.tokens.succeed(token, {})).toBe(false);
  });

  it("may be answered by the handler before it returns", async () => {
    const rig = givenEngine({
      queue: async (message) => {
        expect(await rig.engine.tokens.fail(tokenIn(message), DEFERRED, "2030-01-01T08:00:00Z")).toBe(true);
      },
    });
    const Catch = [
      { ErrorEquals: [DEFERRED], Assign: { until: "{% $states.errorOutput.Cause %}" }, Output: INPUT, Next: "wait" },
    ];
    const end = await rig.run({
      send: send({ Catch, Next: "end" }),
      wait: { Type: "Wait", Timestamp: "{% $until %}", Next: "end" },
      ...END,
    });
    expect(end).toMatchObject({ status: "SUCCEEDED", at: Date.UTC(2030, 0, 1, 8), output: INPUT });
    expect(rig.messages).toHaveLength(1);
    expect(rig.transitions.map(({ state }) => state)).toEqual(["send", "wait", "end"]);
  });

  it("comes from a function whose own answer is ignored", async () => {
    const { start, engine, calls, runAll, ends, clock } = givenEngine({ function: async () => ({ ignored: true }) });
    await start({ ask: invoke({ Resource: INVOKE_AND_WAIT, Arguments: PAYLOAD, Next: "end" }), ...END });
    expect(calls).toHaveLength(1);
    expect(await engine.tokens.succeed(tokenIn(calls[0]?.payload), { event: 1 })).toBe(true);
    await runAll();
    expect(ends).toMatchObject([{ output: { event: 1 } }]);
    expect(clock.now()).toBe(START);
  });

  it("may be answered by the function before it returns, even when that then fails", async () => {
    const rig = givenEngine({
      function: async (payload) => {
        expect(await rig.engine.tokens.succeed(tokenIn(payload), { early: true })).toBe(true);
        throw new Error("after all");
      },
    });
    const end = await rig.run({ ask: invoke({ Resource: INVOKE_AND_WAIT, Arguments: PAYLOAD, Next: "end" }), ...END });
    expect(end).toMatchObject({ status: "SUCCEEDED", output: { early: true } });
  });

  it("is not waited for when the function fails, and times out when nobody answers", async () => {
    const ask = { ask: invoke({ Resource: INVOKE_AND_WAIT, Arguments: PAYLOAD, Next: "end" }), ...END };
    const failing = givenEngine({
      function: async () => {
        throw new RangeError("no such wait");
      },
    });
    expect(await failing.run(ask)).toMatchObject({ error: "RangeError", cause: "no such wait", at: START });
    expect(await givenEngine().run(ask)).toMatchObject({ error: "States.Timeout", at: START + 60 * SECOND });
  });
});

describeOnEachStore("a start", () => {
  it("happens once for a name, for ever", async () => {
    const { start, engine, runAll, messages, transitions } = givenEngine();
    await start(WAIT_OR_GO);
    await engine.executions.start("welcome", "1", "run", INPUT);
    await Promise.all([1, 2].map(() => engine.executions.start("welcome", "1", "other", INPUT)));
    await runAll();
    await engine.executions.start("welcome", "1", "run", INPUT);
    await runAll();
    expect(messages).toHaveLength(2);
    expect(transitions.filter(({ state }) => state === "send")).toHaveLength(2);
  });

  it("is refused for an unknown version and an ill-formed name", async () => {
    const { start, engine } = givenEngine();
    await start(WAIT_OR_GO);
    await expect(engine.executions.start("welcome", "2", "x", INPUT)).rejects.toThrow(/version 2; register it first/);
    await expect(engine.executions.start("welcome", "1", "a@b", INPUT)).rejects.toThrow(/cannot name an execution/);
  });

  it("is not disturbed by what becomes of the input object", async () => {
    const { start, engine, runAll, ends } = givenEngine();
    await start(WAIT_OR_GO);
    const input = structuredClone(INPUT);
    await engine.executions.start("welcome", "1", "other", input);
    input.customer = "changed";
    await runAll();
    expect(ends.map((end) => end.input)).toEqual([INPUT, INPUT]);
  });
});

describeOnEachStore("a stop", () => {
  it("ends an execution wherever it is, and says why", async () => {
    const { start, engine, runAll, messages, ends, queue } = givenEngine();
    await start(WAIT_OR_GO);
    await engine.executions.stop("welcome", "1", "run", "unsubscribed");
    expect(await engine.tokens.succeed(tokenIn(messages[0]?.message), {})).toBe(false);
    await runAll();
    expect(ends).toMatchObject([{ status: "ABORTED", cause: "unsubscribed", at: START }]);
    expect(queue.size).toBe(0);
    await engine.executions.stop("welcome", "1", "run", "again");
    await engine.executions.stop("welcome", "1", "never was", "again");
    await engine.executions.stop("other", "1", "run", "again");
    await runAll();
    expect(ends).toHaveLength(1);
  });

  it("leaves another campaign's execution alone", async () => {
    const { start, engine } = givenEngine();
    await start(WAIT_OR_GO);
    await engine.executions.stop("other", "1", "run", "not mine");
    expect(engine.describe("run")?.status).toBe("RUNNING");
  });

  it("works from inside the handler that the execution waits for", async () => {
    const rig = givenEngine({
      function: async () => {
        await rig.engine.executions.stop("welcome", "1", "run", "goal met");
        return { way: 1 };
      },
    });
    const end = await rig.run({ task: invoke(), ...END });
    expect(end).toMatchObject({ status: "ABORTED", cause: "goal met" });
    expect(rig.transitions.map(({ state }) => state)).toEqual(["task"]);
    expect(rig.ends).toHaveLength(1);
  });

  it("does not take back a message that is on its way", async () => {
    const { engine, messages, start, runAll } = givenEngine();
    await start(END);
    engine.register("welcome", "2", { QueryLanguage: "JSONata", StartAt: "send", States: WAIT_OR_GO });
    await engine.executions.start("welcome", "2", "two", INPUT);
    await engine.executions.stop("welcome", "2", "two", "too late");
    await runAll();
    expect(messages).toHaveLength(1);
  });
});

describe("describe and list", () => {
  it("say where an execution is, and how it ended", async () => {
    const { start, engine, runAll } = givenEngine();
    await start(WAIT_OR_GO);
    const about = { name: "run", campaign: "welcome", version: "1", started: START };
    expect(engine.describe("run")).toEqual({
      ...about,
      status: "RUNNING",
      state: "send",
      since: START,
      due: START + 60_000,
    });
    await runAll();
    expect(engine.describe("run")).toEqual({ ...about, status: "SUCCEEDED", ended: START + 60_000, output: "late" });
    expect(engine.describe("nobody")).toBeUndefined();
  });

  it("go page by page, by campaign and by status", async () => {
    const { start, engine, runAll } = givenEngine();
    await start(WAIT_OR_GO);
    for (const name of ["a", "b", "c"]) await engine.executions.start("welcome", "1", name, INPUT);
    await engine.executions.stop("welcome", "1", "b", "");
    const names = (filter: Parameters<typeof engine.list>[0]) => engine.list(filter).map(({ name }) => name);
    expect(names({ limit: 2 })).toEqual(["run", "a"]);
    expect(names({ limit: 2, after: "a" })).toEqual(["b", "c"]);
    expect(names({ status: "ABORTED" })).toEqual(["b"]);
    expect(names({ campaign: "other" })).toEqual([]);
    await runAll();
  });
});
