import { describe, expect, it } from "vitest";
import { compiled, payloadOf, statesOf, task } from "./given.ts";

const DAY = 86_400;

describe("a leading wait", () => {
  it("leaves the machine: a schedule begins the journey", () => {
    const one = compiled([{ wait: "60 days" }, { send: "hello" }]);
    expect(one.rules.begin).toEqual({ seconds: 60 * DAY });
    expect(statesOf(one)).toEqual(["Send hello"]);
  });

  it("until a moment leaves the machine, too", () => {
    const until = { until: "customer.attributes.renewsOn", offset: "7 days before" };
    const one = compiled([{ wait: until }, { send: "hello" }]);
    expect(one.rules.begin).toEqual({ until });
    expect(statesOf(one)).toEqual(["Send hello"]);
  });

  it("is the first alone: one after it is a state", () => {
    expect(statesOf(compiled([{ wait: "1 day" }, { wait: "2 days" }, { send: "hello" }]))).toEqual([
      "Wait 2 days",
      "Send hello",
    ]);
  });

  it("is none inside a way", () => {
    const one = compiled([{ branch: [{ if: { "order.total": 1 }, steps: [{ wait: "1 day" }, { send: "hello" }] }] }]);
    expect(one.rules.begin).toBeUndefined();
    expect(one.machine.States["Wait 1 day"]).toMatchObject({ Seconds: DAY });
  });
});

describe("a wait", () => {
  it("of fixed length is one state with a literal number", () => {
    const { machine } = compiled([{ tag: "warm" }, { wait: "36 hours" }, { send: "hello" }]);
    expect(machine.States["Wait 36 hours"]).toEqual({ Type: "Wait", Seconds: 1.5 * DAY, Next: "Send hello" });
  });

  it("until a moment on the customer's clock asks for it once, then waits", () => {
    const one = compiled([{ tag: "warm" }, { wait: { until: "monday", at: "10:00" } }, { send: "hello" }]);
    expect(payloadOf(one, "Ask: Wait until monday 10:00")).toMatchObject({
      do: "until",
      until: { until: "monday", at: "10:00" },
      now: "{% $states.context.State.EnteredTime %}",
    });
    expect(one.machine.States["Wait until monday 10:00"]).toEqual({
      Type: "Wait",
      Timestamp: "{% $states.input.until %}",
      Next: "Send hello",
    });
  });
});

describe("a waitFor of its own", () => {
  const one = compiled([
    { tag: "warm" },
    { waitFor: { on: "delivery", if: { "event.place": "here" } }, within: "7 days", then: [{ send: "how" }] },
    { send: "news" },
  ]);

  it("hands its token to the await function, and its timeout is the marketer's", () => {
    expect(task(one, "Wait for delivery (7 days)")).toMatchObject({
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      TimeoutSeconds: 7 * DAY,
      Next: "Send how",
      Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Send news" }],
    });
    expect(payloadOf(one, "Wait for delivery (7 days)")).toMatchObject({
      token: "{% $states.context.Task.Token %}",
      since: "{% $states.context.State.EnteredTime %}",
      target: { on: "delivery", if: { "event.place": "here" } },
      seconds: 7 * DAY,
    });
  });

  it("does not take its timeout for a fault of the call", () => {
    const retried = task(one, "Wait for delivery (7 days)").Retry?.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(retried).toEqual(["States.TaskFailed"]);
  });

  it("without ways goes on either way", () => {
    const both = compiled([{ tag: "warm" }, { waitFor: { on: "delivery" }, within: "1 day" }, { send: "news" }]);
    expect(task(both, "Wait for delivery (1 day)")).toMatchObject({
      Next: "Send news",
      Catch: [{ ErrorEquals: ["States.Timeout"], Next: "Send news" }],
    });
  });

  it("at the end, ends either way", () => {
    const last = compiled([{ tag: "warm" }, { waitFor: { on: "delivery" }, within: "1 day" }]);
    expect(task(last, "Wait for delivery (1 day)")).toMatchObject({ End: true, Catch: [{ Next: "End" }] });
    expect(last.machine.States.End).toEqual({ Type: "Succeed" });
  });
});
