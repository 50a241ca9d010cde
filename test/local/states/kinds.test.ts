import { expect, it } from "vitest";
import { describeOnEachStore, END, givenEngine, INPUT, invoke, SECOND, START, send } from "./rig.ts";

const iso = (time: number) => new Date(time).toISOString();

describeOnEachStore("Pass", () => {
  it("hands its input on unless it has an output", async () => {
    const { run } = givenEngine();
    expect((await run({ pass: { Type: "Pass", End: true } }))?.output).toEqual(INPUT);
  });

  it("writes an output of constants, paths and expressions in any depth", async () => {
    const Output = { a: ["{% $states.input.customer %}", 1, null], b: { sum: "{% 1 + 2 %}", plain: "{% not" } };
    const { run } = givenEngine();
    const end = await run({ pass: { Type: "Pass", Output, End: true } });
    expect(end?.output).toEqual({ a: ["c-1", 1, null], b: { sum: 3, plain: "{% not" } });
  });

  it("assigns variables that the next state sees, and not yet its own output", async () => {
    const { run } = givenEngine();
    const end = await run({
      one: { Type: "Pass", Assign: { x: 1, y: { z: "{% $states.input.customer %}" } }, Next: "two" },
      two: { Type: "Pass", Assign: { x: 2 }, Output: { x: "{% $x %}", z: "{% $y.z %}" }, Next: "three" },
      three: { Type: "Pass", Output: { was: "{% $states.input %}", x: "{% $x %}" }, End: true },
    });
    expect(end?.output).toEqual({ was: { x: 1, z: "c-1" }, x: 2 });
  });

  it("shows the context", async () => {
    const { run } = givenEngine();
    const end = await run({
      sleep: { Type: "Wait", Seconds: 5, Next: "look" },
      look: { Type: "Pass", Output: "{% $states.context %}", End: true },
    });
    expect(end?.output).toMatchObject({
      Execution: { Name: "run", Input: INPUT, StartTime: iso(START) },
      State: { Name: "look", EnteredTime: iso(START + 5 * SECOND), RetryCount: 0 },
      StateMachine: { Name: "welcome-1" },
    });
  });

  it("fails the execution when an expression fails, or returns nothing", async () => {
    for (const expression of ["{% $states.input.customer + 1 %}", "{% $states.input.nothing %}", "{% $sum %}"]) {
      const { run } = givenEngine();
      const end = await run({ pass: { Type: "Pass", Output: { x: expression }, End: true } });
      expect(end).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
      expect(end?.cause).toContain(expression.slice(3, -3));
    }
  });
});

describeOnEachStore("Choice", () => {
  const choose = (Condition: string) => ({
    choice: { Type: "Choice", Choices: [{ Condition, Next: "yes" }], Default: "no" },
    yes: { Type: "Succeed", Output: "yes" },
    no: { Type: "Succeed", Output: "no" },
  });

  it.each([
    ["{% $states.context.Execution.Input.answers.`s-1` = 1 %}", "yes"],
    ["{% $states.context.Execution.Input.answers.`s-1` = 2 %}", "no"],
    ["{% $states.input.answers.`s-1` >= 1 %}", "yes"],
    ["{% $states.input.missing = 1 %}", "no"],
    ["{% $exists($states.input.customer) and true %}", "yes"],
  ])("takes the way of %s", async (condition, way) => {
    const { run, transitions } = givenEngine();
    expect((await run(choose(condition)))?.output).toBe(way);
    expect(transitions.map(({ state }) => state)).toEqual(["choice", way]);
  });

  it("takes the first rule that holds", async () => {
    const { run } = givenEngine();
    const rule = (Next: string) => ({ Condition: "{% true %}", Next });
    const states = { ...choose("{% true %}"), choice: { Type: "Choice", Choices: [rule("no"), rule("yes")] } };
    expect((await run(states))?.output).toBe("no");
  });

  it.each(["{% $states.input.customer %}", "{% $states.input.missing < 1 %}", "{% $states.input.customer < 1 %}"])(
    "fails when %s is not true or false",
    async (condition) => {
      const { run } = givenEngine();
      expect(await run(choose(condition))).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
    },
  );

  it("fails when nothing holds and there is no default", async () => {
    const { run } = givenEngine();
    const states = { choice: { Type: "Choice", Choices: [{ Condition: "{% false %}", Next: "end" }] }, ...END };
    expect(await run(states)).toMatchObject({ status: "FAILED", error: "States.NoChoiceMatched" });
  });

  it("lays a rule's assignments over the state's, and uses the rule's output", async () => {
    const { run } = givenEngine();
    const end = await run({
      choice: {
        Type: "Choice",
        Assign: { a: "state", b: "state" },
        Choices: [{ Condition: "{% true %}", Assign: { b: "rule" }, Output: "o", Next: "look" }],
      },
      look: { Type: "Pass", Output: "{% $states.input & ' ' & $a & ' ' & $b %}", End: true },
    });
    expect(end?.output).toBe("o state rule");
  });

  it("ends a ring of choices", async () => {
    const { run } = givenEngine();
    const end = await run({ ring: { Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "ring" }] } });
    expect(end).toMatchObject({ status: "FAILED", error: "States.Runtime" });
  });
});

describeOnEachStore("Wait", () => {
  it.each([
    [{ Seconds: 90 }, START + 90 * SECOND],
    [{ Seconds: 0 }, START],
    [{ Seconds: "{% $states.input.answers.`s-1` + 1 %}" }, START + 2 * SECOND],
    [{ Timestamp: "2030-01-02T02:00:00+02:00" }, START + 86_400 * SECOND],
    [{ Timestamp: "{% $fromMillis($millis() + 3000) %}" }, START + 3 * SECOND],
    [{ Timestamp: "2020-01-01T00:00:00Z" }, START],
  ])("ends %j in time", async (wait, at) => {
    const { run } = givenEngine();
    expect(await run({ wait: { Type: "Wait", ...wait, Next: "end" }, ...END })).toMatchObject({ at, output: INPUT });
  });

  it.each([{ Seconds: "{% 'soon' %}" }, { Seconds: "{% -1 %}" }, { Timestamp: "{% '1 March' %}" }])(
    "fails on %j",
    async (wait) => {
      const { run } = givenEngine();
      const end = await run({ wait: { Type: "Wait", ...wait, Next: "end" }, ...END });
      expect(end).toMatchObject({ status: "FAILED", error: "States.QueryEvaluationError" });
    },
  );
});

describeOnEachStore("Fail", () => {
  it("says why", async () => {
    const { run } = givenEngine();
    const end = await run({ fail: { Type: "Fail", Error: "Bad", Cause: "{% 'of ' & $states.input.customer %}" } });
    expect(end).toMatchObject({ status: "FAILED", error: "Bad", cause: "of c-1" });
    expect(end).not.toHaveProperty("output");
  });
});

describeOnEachStore("Task", () => {
  it("hands the payload to the function and its answer on", async () => {
    const { run, calls } = givenEngine({ function: async () => ({ way: 2, gone: undefined }) });
    const end = await run({ task: invoke({ Assign: { way: "{% $states.result.Payload.way %}" }, End: true }) });
    expect(calls).toEqual([{ payload: { customer: "c-1" }, at: START }]);
    expect(end?.output).toEqual({ Payload: { way: 2 } });
  });

  it("sends without waiting", async () => {
    const { run, messages } = givenEngine();
    const task = send({
      Resource: "arn:aws:states:::sqs:sendMessage",
      Arguments: {
        QueueUrl: "${SendQueueUrl}",
        MessageBody: { hello: "{% $states.input.customer %}" },
        DelaySeconds: 30,
      },
      End: true,
    });
    const end = await run({ task });
    expect(end).toMatchObject({ status: "SUCCEEDED", at: START, output: { MessageId: expect.any(String) } });
    expect(messages).toEqual([{ message: { hello: "c-1" }, at: START + 30 * SECOND }]);
  });

  it("gives $now, $millis and $random from the engine", async () => {
    const look = () => {
      const Output = "{% [$now(), $millis(), $random(), $now('[Y]')] %}";
      return givenEngine().run({ pass: { Type: "Pass", Output, End: true } });
    };
    const one = await look();
    expect(one?.output).toEqual([iso(START), START, expect.any(Number), "2030"]);
    expect(one).toEqual(await look());
  });
});
