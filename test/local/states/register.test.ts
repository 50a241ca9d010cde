import { describe, expect, it } from "vitest";
import { MachineRefused } from "../../../lib/local/states/errors.ts";
import { describeOnEachStore, END, givenEngine, INPUT, invoke, machineOf, send } from "./rig.ts";

function faultsOf(definition: unknown): readonly string[] {
  try {
    givenEngine().engine.register("welcome", "1", definition);
  } catch (error) {
    if (error instanceof MachineRefused) return error.faults;
    throw error;
  }
  return [];
}

describeOnEachStore("registering a machine", () => {
  it("lists all its faults together", () => {
    const faults = faultsOf({
      QueryLanguage: "JSONata",
      StartAt: "task",
      States: {
        task: { ...invoke({ Next: "nowhere" }), Resource: "arn:aws:states:::dynamodb:putItem" },
        map: { Type: "Map", Next: "task" },
        choice: { Type: "Choice", Choices: [{ Condition: "{% $states. %}", Next: "gone" }], Default: "lost" },
        wait: { Type: "Wait", Seconds: -1 },
      },
    });
    expect(faults.join("\n")).toMatchInlineSnapshot(`
      "States["task"].Resource: is not run here; use arn:aws:states:::sqs:sendMessage or arn:aws:states:::lambda:invoke, each also with .waitForTaskToken
      States["map"].Type: is not run here; use Task, Choice, Wait, Pass, Succeed or Fail
      States["wait"].Seconds: Too small: expected number to be >=0
      States["task"].Next: no state "nowhere"; add it, or name another
      States["choice"].Default: no state "lost"; add it, or name another
      States["choice"].Choices[0].Next: no state "gone"; add it, or name another
      States["wait"]: a Wait state needs exactly one of Next and End
      States["map"]: nothing leads here; remove it, or lead to it
      States["choice"]: nothing leads here; remove it, or lead to it
      States["wait"]: nothing leads here; remove it, or lead to it
      States["choice"].Choices[0].Condition: '$states.' is not JSONata: Unexpected end of expression"
    `);
  });

  it.each([
    ["a missing start", { QueryLanguage: "JSONata", StartAt: "x", States: END }, /StartAt: no state "x"/],
    ["another query language", { ...machineOf(END), QueryLanguage: "JSONPath" }, /QueryLanguage: must be "JSONata"/],
    ["a limit of the whole machine", { ...machineOf(END), TimeoutSeconds: 5 }, /Unrecognized key: "TimeoutSeconds"/],
    ["heartbeats", machineOf({ task: send({ HeartbeatSeconds: 5, End: true }) }), /heartbeats are not run here/],
    ["both Next and End", machineOf({ task: send({ Next: "end", End: true }), ...END }), /exactly one of Next and End/],
    [
      "a wait for two things",
      machineOf({ w: { Type: "Wait", Seconds: 1, Timestamp: "2030-01-01T00:00:00Z", End: true } }),
      /exactly one of Seconds and Timestamp/,
    ],
    [
      "a catcher to nowhere",
      machineOf({ task: send({ Catch: [{ ErrorEquals: ["A"], Next: "x" }], End: true }) }),
      /Catch\[0\]\.Next: no state "x"/,
    ],
    [
      "States.ALL before the end",
      machineOf({ task: send({ Retry: [{ ErrorEquals: ["States.ALL"] }, { ErrorEquals: ["A"] }], End: true }) }),
      /States\.ALL must stand alone, in the last entry/,
    ],
    [
      "States.ALL in company",
      machineOf({ task: send({ Catch: [{ ErrorEquals: ["A", "States.ALL"], Next: "end" }], Next: "end" }), ...END }),
      /must stand alone/,
    ],
    [
      "a function that is not here",
      machineOf({ task: invoke({ Arguments: { FunctionName: "f" }, End: true }) }),
      /nothing here answers to "f"/,
    ],
    [
      "a queue that is not here",
      machineOf({ task: send({ Arguments: { QueueUrl: "q", MessageBody: "{}" }, End: true }) }),
      /nothing here answers to "q"/,
    ],
    [
      "a variable named states",
      machineOf({ p: { Type: "Pass", Assign: { states: 1 }, End: true } }),
      /other than states/,
    ],
    [
      "a token where there is none",
      machineOf({ p: { Type: "Pass", Output: { token: "{% $states.context.Task.Token %}" }, End: true } }),
      /Output\.token: there is no token here/,
    ],
    ["no machine at all", "machine", /expected object/],
  ])("refuses %s", (_, definition, fault) => {
    expect(faultsOf(definition).join("\n")).toMatch(fault);
  });

  it("takes the same again, and refuses another under the same version", async () => {
    const { engine } = givenEngine();
    engine.register("welcome", "1", machineOf(END));
    engine.register("welcome", "1", machineOf(END));
    const other = machineOf({ end: { Type: "Succeed", Output: 1 } });
    expect(() => engine.register("welcome", "1", other)).toThrow(/registered with another definition/);
    engine.register("welcome", "2", other);
  });
});

describe("a registered machine in a database", () => {
  it("is kept for those who are in them, across a restart", async () => {
    const { database, engine, start, runAll } = givenEngine();
    await start({ wait: { Type: "Wait", Seconds: 60, Next: "end" }, end: { Type: "Succeed", Output: "one" } });
    engine.register("welcome", "2", machineOf({ end: { Type: "Succeed", Output: "two" } }));
    await engine.executions.start("welcome", "2", "second", INPUT);
    const reopened = givenEngine({ database });
    await reopened.runAll();
    expect(["run", "second"].map((name) => reopened.engine.describe(name)?.output)).toEqual(["one", "two"]);
    await reopened.engine.executions.start("welcome", "2", "third", INPUT);
    expect(reopened.engine.describe("third")?.output).toBe("two");
    await runAll();
  });
});
