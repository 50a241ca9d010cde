import { describe, expect, it } from "vitest";
import type { Sending } from "../../lib/campaign/parts/sending.ts";
import { compiled, messageOf, SHOP, statesOf, task } from "./given.ts";

const DAY = 86_400;
const HOURS = { ...SHOP, sending: { hours: "09:00-20:00" } };

describe("a message", () => {
  it("is one state", () => {
    expect(statesOf(compiled([{ send: "hello" }]))).toEqual(["Send hello"]);
  });

  it("shares its state with a wait of fixed length, whose timeout is the wait", () => {
    const one = compiled([{ send: "hello" }, { wait: "3 days" }, { send: "news" }]);
    expect(statesOf(one)).toEqual(["Send hello, wait 3 days", "Send news"]);
    expect(task(one, "Send hello, wait 3 days")).toMatchObject({
      TimeoutSeconds: 3 * DAY,
      Catch: [
        { ErrorEquals: ["States.Timeout"], Next: "Send news" },
        { ErrorEquals: ["Deferred"], Next: "Hold until it may go out: hello" },
        { ErrorEquals: ["Held"], Next: "Held by a pause: hello" },
      ],
      Next: "Send news",
    });
    expect(messageOf(one, "Send hello, wait 3 days").then).toEqual({ do: "wait", seconds: 3 * DAY });
  });

  it("shares its state with a waitFor: a reaction goes on with then, the timeout with else", () => {
    const one = compiled([
      { send: "hello" },
      { waitFor: { clicked: "hello" }, within: "2 days", then: [{ send: "more" }], else: [{ send: "news" }] },
    ]);
    expect(task(one, "Send hello, wait for clicked (2 days)")).toMatchObject({
      TimeoutSeconds: 2 * DAY,
      Next: "Send more",
      Catch: [
        { ErrorEquals: ["States.Timeout"], Next: "Send news" },
        { ErrorEquals: ["Withheld"], Next: "Send news" },
        { ErrorEquals: ["Deferred"], Next: "Hold until it may go out: hello" },
        { ErrorEquals: ["Held"], Next: "Held by a pause: hello" },
      ],
    });
    expect(messageOf(one, "Send hello, wait for clicked (2 days)").then).toEqual({
      do: "wait for",
      target: { fact: "clicked", message: "hello" },
      seconds: 2 * DAY,
    });
  });

  it("does not share its state with a moment on the customer's clock", () => {
    const states = statesOf(compiled([{ send: "hello" }, { wait: { until: "09:30" } }, { send: "news" }]));
    expect(states).toEqual(["Send hello", "Ask: Wait until 09:30", "Wait until 09:30", "Send news"]);
  });

  it("shares its state with one wait only", () => {
    const states = statesOf(compiled([{ send: "hello" }, { wait: "1 day" }, { wait: "2 days" }, { send: "news" }]));
    expect(states).toEqual(["Send hello, wait 1 day", "Wait 2 days", "Send news"]);
  });

  it("shares its state with a wait at the front of its own way alone", () => {
    const states = statesOf(
      compiled([
        { branch: [{ if: { "order.total": 1 }, steps: [{ tag: "x" }, { send: "hello" }] }] },
        { wait: "1 day" },
        { send: "news" },
      ]),
    );
    expect(states).toEqual(["Branch on order.total", "Tag x", "Send hello", "Wait 1 day", "Send news"]);
  });

  it("without a wait goes on when it went out, and an hour after it would have been too late at the latest", () => {
    const one = compiled({ steps: [{ send: "hello" }], sending: { lateAfter: "12 hours" } });
    expect(messageOf(one, "Send hello")).toMatchObject({ then: { do: "go on" }, rules: { lateAfterSeconds: DAY / 2 } });
    expect(task(one, "Send hello").TimeoutSeconds).toBe(DAY / 2 + 3_600);
  });

  it("catches Withheld only when it waits for something: otherwise the journey just goes on", () => {
    for (const follow of [[], [{ wait: "1 day" }, { tag: "warm" }]]) {
      const one = compiled([{ send: "hello" }, ...follow]);
      expect(JSON.stringify(task(one, Object.keys(one.machine.States)[0] ?? "").Catch)).not.toContain("Withheld");
    }
  });

  it("is held until it may go out", () => {
    const one = compiled([{ send: "hello" }], HOURS);
    expect(task(one, "Send hello").Catch).toContainEqual({
      ErrorEquals: ["Deferred"],
      Output: { until: "{% $states.errorOutput.Cause %}" },
      Next: "Hold until 09:00-20:00: hello",
    });
    expect(one.machine.States["Hold until 09:00-20:00: hello"]).toEqual({
      Type: "Wait",
      Timestamp: "{% $states.input.until %}",
      Next: "Send hello",
    });
  });

  it("that is marketing can always be held: a warm-up, or a campaign that goes first, may come; another only until its hours", () => {
    const isHeld = (sending: Sending, kind: "marketing" | "transactional") =>
      JSON.stringify(compiled({ steps: [{ send: "hello" }], sending }, {}, { hello: { kind } }).machine).includes(
        '"Next":"Hold until',
      );
    expect(isHeld({}, "marketing")).toBe(true);
    expect(isHeld({ hours: "09:00-20:00", ifClosed: "drop" }, "marketing")).toBe(true);
    expect(isHeld({}, "transactional")).toBe(false);
    expect(isHeld({ hours: "09:00-20:00", ifClosed: "drop" }, "transactional")).toBe(false);
    expect(isHeld({ hours: "09:00-20:00" }, "transactional")).toBe(true);
    expect(isHeld({ days: ["monday"] }, "transactional")).toBe(true);
    expect(isHeld({ notOn: ["12-25"] }, "transactional")).toBe(true);
  });
});
