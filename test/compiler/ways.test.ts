import { describe, expect, it } from "vitest";
import type { Condition } from "../../lib/campaign/conditions.ts";
import { compiled, payloadOf, statesOf, task } from "./given.ts";

describe("a branch", () => {
  it("on the order and the event is a Choice over answers given at enrollment, and asks no function", () => {
    const ifs = [
      { "order.total": { atLeast: 20 } },
      { any: [{ "event.coupon": "X" }, { not: { "order.quantity": 1 } }] },
    ];
    const one = compiled([
      {
        branch: [
          { if: ifs[0], steps: [{ tag: "big" }] },
          { if: ifs[1], steps: [{ tag: "small" }] },
        ],
      },
      { send: "news" },
    ]);
    const { machine, rules } = one;
    expect(Object.values(machine.States)[0]).toEqual({
      Type: "Choice",
      Choices: [
        { Condition: "{% $states.context.Execution.Input.answers.`branch-1` = 0 %}", Next: "Tag big" },
        { Condition: "{% $states.context.Execution.Input.answers.`branch-1` = 1 %}", Next: "Tag small" },
      ],
      Default: "Send news",
    });
    expect(rules.questions).toEqual([{ key: "branch-1", kind: "branch", ways: ifs }]);
    expect(statesOf(one)).toEqual([
      "Branch on order.total, event.coupon, order.quantity",
      "Tag big",
      "Send news",
      "Tag small",
    ]);
  });

  const asked: [string, Condition][] = [
    ["the customer", { "customer.orders": { atLeast: 5 } }],
    ["an earlier message", { not: { clicked: "hello" } }],
    ["both the order and the customer", { all: [{ "order.total": 1 }, { "customer.consent": true }] }],
  ];
  for (const [words, condition] of asked) {
    it(`on ${words} asks once, and then is a Choice`, () => {
      const one = compiled([
        { send: "hello" },
        { branch: [{ if: condition, steps: [{ tag: "vip" }] }, { steps: [{ tag: "news" }] }] },
      ]);
      const [ask = "", ...more] = statesOf(one).filter((name) => name.startsWith("Ask: "));
      expect(more).toEqual([]);
      expect(payloadOf(one, ask)).toMatchObject({ do: "branch", step: "branch-1", ways: [condition, null] });
      expect(one.machine.States[ask.replace("Ask: ", "")]).toEqual({
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.way = 0 %}", Next: "Tag vip" }],
        Default: "Tag news",
      });
      expect(one.rules.questions).toEqual([]);
      expect(task(one, "Send hello")).toMatchObject({ Next: ask });
    });
  }

  it("leads those for whom nothing holds past all ways, to the end when nothing follows", () => {
    const { machine } = compiled([{ branch: [{ if: { "order.total": 1 }, steps: [{ tag: "big" }] }] }]);
    expect(Object.values(machine.States)[0]).toMatchObject({ Default: "End" });
  });

  it("for everyone alone still is a Choice that Step Functions takes", () => {
    const { machine } = compiled([{ branch: [{ steps: [{ tag: "big" }] }] }]);
    expect(Object.values(machine.States)[0]).toMatchObject({ Choices: [{ Next: "Tag big" }], Default: "End" });
  });

  it("joins again by itself, however deep, without a state for it", () => {
    const inner = { branch: [{ if: { "order.quantity": 2 }, steps: [{ tag: "a" }] }, { steps: [] }] };
    const one = compiled([
      { branch: [{ if: { "order.total": 1 }, steps: [inner] }, { steps: [{ tag: "b" }] }] },
      { send: "news" },
    ]);
    expect(statesOf(one)).toEqual(["Branch on order.total", "Branch on order.quantity", "Tag a", "Send news", "Tag b"]);
    expect(task(one, "Tag a").Next).toBe("Send news");
    expect(task(one, "Tag b").Next).toBe("Send news");
    expect(one.machine.States["Branch on order.quantity"]).toMatchObject({ Default: "Send news" });
  });
});

describe("a split", () => {
  it("is a Choice over an answer drawn at enrollment; the last way is the Default", () => {
    const { machine, rules } = compiled([
      {
        split: [
          { name: "plain", weight: 50, steps: [{ tag: "a" }] },
          { name: "photo", weight: 49.5, steps: [{ tag: "b" }] },
          { name: "nothing", weight: 0.5, steps: [] },
        ],
        id: "looks",
      },
    ]);
    expect(machine.States["Split plain / photo / nothing"]).toEqual({
      Type: "Choice",
      Choices: [
        { Condition: "{% $states.context.Execution.Input.answers.`looks` = 0 %}", Next: "Tag a" },
        { Condition: "{% $states.context.Execution.Input.answers.`looks` = 1 %}", Next: "Tag b" },
      ],
      Default: "End",
    });
    expect(rules.questions).toEqual([{ key: "looks", kind: "split", weights: [50, 49.5, 0.5] }]);
  });
});

describe("an exit", () => {
  it("ends the journey with its outcome", () => {
    const { machine } = compiled([{ send: "hello" }, { exit: "not interested" }]);
    expect(machine.States["Exit not interested"]).toEqual({
      Type: "Pass",
      Output: { outcome: "not interested" },
      End: true,
    });
  });

  it("needs no way on: a journey in which every way exits has no End", () => {
    const { machine } = compiled([
      { waitFor: { on: "delivery" }, within: "1 day", then: [{ exit: "there" }], else: [{ exit: "lost" }] },
    ]);
    expect(Object.keys(machine.States)).toEqual(["Wait for delivery (1 day)", "Exit there", "Exit lost"]);
  });
});
