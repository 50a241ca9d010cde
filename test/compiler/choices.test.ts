import { describe, expect, it } from "vitest";
import type { Step } from "../../lib/campaign/steps.ts";
import type { ChoiceMessage } from "../../lib/compiler/compiled.ts";
import { compiled, statesOf, task } from "./given.ts";

const BIG = { "order.total": { atLeast: 20 } };
const LOYAL = { "customer.orders": { atLeast: 5 } };

const choiceIn = (steps: Step[]): ChoiceMessage => {
  const one = compiled(steps);
  return task(one, statesOf(one)[0] ?? "").Arguments.MessageBody as ChoiceMessage;
};

describe("a branch or a split whose every way is one message", () => {
  it("is one message on the queue, which the send function chooses", () => {
    const steps: Step[] = [
      { branch: [{ if: LOYAL, steps: [{ send: "vip", with: { percent: 15 } }] }, { steps: [{ send: "news" }] }] },
      { send: "more" },
    ];
    const one = compiled(steps);
    expect(statesOf(one)).toEqual(["Send vip / news", "Send more"]);
    expect(task(one, "Send vip / news")).toMatchObject({ Next: "Send more", TimeoutSeconds: 86_400 + 3_600 });
    const { choose, then } = choiceIn(steps);
    expect(choose).toEqual({
      key: "branch-1",
      if: [LOYAL, null],
      ways: [
        { step: "vip", template: "vip", with: { percent: 15 }, rules: { lateAfterSeconds: 86_400 } },
        { step: "news", template: "news", with: {}, rules: { lateAfterSeconds: 86_400 } },
      ],
    });
    expect(then).toEqual({ do: "go on" });
  });

  it("may choose again inside; what the order or a hash decides is answered at enrollment", () => {
    const split = (): Step => ({
      split: [
        { name: "plain", weight: 1, steps: [{ send: "a" }] },
        { name: "photo", weight: 1, steps: [{ send: "b" }] },
      ],
    });
    const steps: Step[] = [
      {
        branch: [
          { if: BIG, steps: [split()] },
          { if: LOYAL, steps: [{ send: "vip" }] },
        ],
      },
    ];
    const nested: Step[] = [{ branch: [{ if: BIG, steps: [split()] }, { steps: [split()] }] }];
    const { rules } = compiled(nested);
    expect(rules.questions.map(({ key, kind }) => `${kind} ${key}`)).toEqual([
      "branch branch-1",
      "split split-1",
      "split split-2",
    ]);
    expect(compiled(nested).transitions).toEqual({ best: 1, worst: 1 });
    expect(choiceIn(steps).choose.if).toEqual([BIG, LOYAL]);
    expect(choiceIn(nested).choose.if).toBeUndefined();
  });

  it("may have ways without a message, and is a Choice when no way has one", () => {
    expect(choiceIn([{ branch: [{ if: BIG, steps: [] }, { steps: [{ send: "news" }] }] }]).choose.ways[0]).toBeNull();
    const none = compiled([{ branch: [{ if: BIG, steps: [] }, { steps: [] }] }]);
    expect(none.machine.States["Branch on order.total"]).toMatchObject({ Type: "Choice" });
  });

  it.each<[string, Step[]]>([
    ["a wait of its own", [{ send: "a" }, { wait: "1 day" }]],
    ["a second message", [{ send: "a" }, { send: "b" }]],
    ["something else", [{ tag: "x" }]],
  ])("stays a Choice when a way has %s", (_what, way) => {
    const one = compiled([{ branch: [{ if: BIG, steps: way }, { steps: [{ send: "news" }] }] }]);
    expect(one.machine.States["Branch on order.total"]).toMatchObject({ Type: "Choice" });
  });

  it("lets later steps ask about each of its messages", () => {
    const one = compiled([
      { branch: [{ if: BIG, steps: [{ send: "news", id: "big" }] }, { steps: [{ send: "news" }] }] },
      { waitFor: { clicked: "big" }, within: "1 day" },
    ]);
    expect(task(one, "Wait for clicked big (1 day)").Arguments.Payload).toMatchObject({
      target: { fact: "clicked", message: "big" },
    });
  });
});

describe("tags that a reaction ends the journey with", () => {
  const waitFor = (then: Step[]): Step[] => [
    { send: "hello" },
    { waitFor: { clicked: "hello" }, within: "1 day", then, else: [{ send: "news" }] },
  ];

  it("are told by the output, and cost no state", () => {
    const one = compiled(waitFor([{ tag: "warm" }, { tag: "keen" }]));
    expect(statesOf(one)).toEqual(["Send hello, wait for clicked (1 day)", "Send news"]);
    expect(task(one, "Send hello, wait for clicked (1 day)")).toMatchObject({
      Output: { tags: ["warm", "keen"] },
      End: true,
    });
  });

  it("are states when something follows them", () => {
    expect(statesOf(compiled(waitFor([{ tag: "warm" }, { send: "more" }])))).toContain("Tag warm");
    expect(statesOf(compiled([...waitFor([{ tag: "warm" }]), { send: "more" }]))).toContain("Tag warm");
  });
});
