import { expect, it } from "vitest";
import { describeOnEachStore, END, givenEngine, INPUT, invoke, QUEUE, SECOND, START, send, tokenIn } from "./rig.ts";

function named(name: string, message = "because"): Error {
  return Object.assign(new Error(message), { name });
}

/** A function that always throws this. */
const throwing = (name: string) => ({
  function: async () => {
    throw named(name);
  },
});

const CATCH = [
  { ErrorEquals: ["Known", "AlsoKnown"], Next: "known" },
  { ErrorEquals: ["States.TaskFailed"], Next: "failed" },
  { ErrorEquals: ["States.ALL"], Next: "all" },
];
const WAYS = Object.fromEntries(["known", "failed", "all"].map((way) => [way, { Type: "Succeed", Output: way }]));

describeOnEachStore("Catch", () => {
  it.each([
    ["Known", "known"],
    ["AlsoKnown", "known"],
    ["Other", "failed"],
  ])("goes by the error's name: %s", async (name, way) => {
    const { run } = givenEngine(throwing(name));
    expect((await run({ task: invoke({ Catch: CATCH, Next: "end" }), ...WAYS, ...END }))?.output).toBe(way);
  });

  it("does not take a timeout for a failed task", async () => {
    const { run } = givenEngine();
    const end = await run({ task: send({ Catch: CATCH, Next: "end" }), ...WAYS, ...END });
    expect(end).toMatchObject({ output: "all", at: START + 60 * SECOND });
  });

  it("sees the error, assigns and writes an output", async () => {
    const { run } = givenEngine(throwing("Known"));
    const Catch = [
      {
        ErrorEquals: ["Known"],
        Assign: { until: "{% $states.errorOutput.Cause %}" },
        Output: { error: "{% $states.errorOutput.Error %}", was: "{% $states.input %}" },
        Next: "look",
      },
    ];
    const look = { Type: "Pass", Output: { in: "{% $states.input %}", until: "{% $until %}" }, End: true };
    const end = await run({ task: invoke({ Catch, Next: "end" }), look, ...END });
    expect(end?.output).toEqual({ in: { error: "Known", was: INPUT }, until: "because" });
  });

  it("hands the error on where it has no output", async () => {
    const { run } = givenEngine(throwing("Known"));
    const end = await run({ task: invoke({ Catch: [{ ErrorEquals: ["Known"], Next: "end" }], End: true }), ...END });
    expect(end).toMatchObject({ status: "SUCCEEDED", output: { Error: "Known", Cause: "because" } });
  });

  it("catches an expression that fails", async () => {
    const Catch = [{ ErrorEquals: ["States.QueryEvaluationError"], Next: "end" }];
    for (const more of [
      { Arguments: { QueueUrl: QUEUE, MessageBody: "{% $states.input.missing %}" } },
      { TimeoutSeconds: "{% 'long' %}" },
    ]) {
      const { run, messages } = givenEngine();
      expect(await run({ task: send({ ...more, Catch, Next: "end" }), ...END })).toMatchObject({ status: "SUCCEEDED" });
      expect(messages).toEqual([]);
    }
  });

  it("fails the execution when nothing matches", async () => {
    const { run } = givenEngine(throwing("Other"));
    const end = await run({ task: invoke({ Catch: [{ ErrorEquals: ["Known"], Next: "end" }], Next: "end" }), ...END });
    expect(end).toMatchObject({ status: "FAILED", error: "Other", cause: "because" });
  });
});

describeOnEachStore("Retry", () => {
  async function timesOf(retry: Record<string, unknown>[], errors: string[] = [], seed = 1) {
    let count = 0;
    const rig = givenEngine({
      seed,
      function: async () => {
        throw named(errors[count++] ?? "Slow");
      },
    });
    await rig.run({ task: invoke({ Retry: retry, Next: "end" }), ...END });
    return { ...rig, times: rig.calls.map(({ at }) => (at - START) / SECOND) };
  }

  it("waits 1 s, doubling, three times, unless told otherwise", async () => {
    const { times, transitions } = await timesOf([{ ErrorEquals: ["Slow"] }]);
    expect(times).toEqual([0, 1, 3, 7]);
    expect(transitions.map(({ state, at }) => [state, (at - START) / SECOND])).toEqual(times.map((at) => ["task", at]));
  });

  it("keeps to its interval, rate, limit and count", async () => {
    const retry = { IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 };
    expect((await timesOf([{ ErrorEquals: ["States.ALL"], ...retry }])).times).toEqual([0, 2, 8, 18, 28]);
  });

  it("never tries again with MaxAttempts 0, and does not ask the next retrier", async () => {
    const { times, ends } = await timesOf([{ ErrorEquals: ["Slow"], MaxAttempts: 0 }, { ErrorEquals: ["States.ALL"] }]);
    expect(times).toEqual([0]);
    expect(ends[0]).toMatchObject({ status: "FAILED", error: "Slow" });
  });

  it("counts each retrier for itself", async () => {
    const rules = [
      { ErrorEquals: ["One"], MaxAttempts: 1, IntervalSeconds: 10 },
      { ErrorEquals: ["Two"], MaxAttempts: 2, IntervalSeconds: 100, BackoffRate: 1 },
    ];
    const { times } = await timesOf(rules, ["Two", "One", "Two", "One"]);
    expect(times).toEqual([0, 100, 110, 210]);
  });

  it("spreads its delays with full jitter, the same way for the same seed", async () => {
    const rules = [
      { ErrorEquals: ["Slow"], IntervalSeconds: 100, BackoffRate: 1, JitterStrategy: "FULL", MaxAttempts: 9 },
    ];
    const { times } = await timesOf(rules);
    const delays = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.max(...delays)).toBeLessThanOrEqual(100);
    expect(new Set(delays).size).toBe(9);
    expect((await timesOf(rules)).times).toEqual(times);
    expect((await timesOf(rules, [], 2)).times).not.toEqual(times);
  });

  it("tries again before it catches", async () => {
    const { run, calls } = givenEngine(throwing("Slow"));
    const task = invoke({
      Retry: [{ ErrorEquals: ["Slow"], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ["Slow"], Next: "caught" }],
      Next: "end",
    });
    const end = await run({ task, caught: { Type: "Succeed", Output: "caught" }, ...END });
    expect(end).toMatchObject({ output: "caught", at: START + SECOND });
    expect(calls).toHaveLength(2);
  });

  it("gives each try its own token and time limit, and counts in the context", async () => {
    const MessageBody = { token: "{% $states.context.Task.Token %}", count: "{% $states.context.State.RetryCount %}" };
    const Retry = [{ ErrorEquals: ["States.Timeout"], MaxAttempts: 1, IntervalSeconds: 5 }];
    const { run, messages, engine } = givenEngine();
    const task = send({ Arguments: { QueueUrl: QUEUE, MessageBody }, Retry, Next: "end" });
    expect(await run({ task, ...END })).toMatchObject({ error: "States.Timeout", at: START + 125 * SECOND });
    expect(messages.map(({ message, at }) => [(message as { count: number }).count, at])).toEqual([
      [0, START],
      [1, START + 65 * SECOND],
    ]);
    const [one, two] = messages.map(({ message }) => tokenIn(message));
    expect(one).not.toBe(two);
    expect(await engine.tokens.succeed(String(two), {})).toBe(false);
  });

  it("starts its counts anew when the state is entered anew", async () => {
    let count = 0;
    const rig = givenEngine({
      function: async () => {
        count += 1;
        if (count % 2 === 1) throw named("Slow");
        return { again: count < 4 };
      },
    });
    const Retry = [{ ErrorEquals: ["Slow"], MaxAttempts: 1 }];
    const end = await rig.run({
      task: invoke({ Retry, Output: "{% $states.result.Payload %}", Next: "more" }),
      more: { Type: "Choice", Choices: [{ Condition: "{% $states.input.again %}", Next: "task" }], Default: "end" },
      ...END,
    });
    expect(end?.status).toBe("SUCCEEDED");
    expect(count).toBe(4);
  });
});

describeOnEachStore("a call", () => {
  it("has timed out when it took longer than its limit", async () => {
    const rig = givenEngine({ function: async () => void rig.clock.hold(START + 61 * SECOND) });
    expect(await rig.run({ task: invoke(), ...END })).toMatchObject({ error: "States.Timeout" });
  });
});
