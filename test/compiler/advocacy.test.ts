import { describe, expect, it } from "vitest";
import type { Step } from "../../lib/campaign/steps.ts";
import { diagram } from "../../lib/compiler/diagram.ts";
import { faultsOf } from "./faults.ts";
import { compiled, givenCampaign, messageOf, payloadOf, SHOP, statesOf, task } from "./given.ts";

const DAY = 86_400;
const about = {
  enrollment: "{% $states.context.Execution.Input.enrollment %}",
  customer: "{% $states.context.Execution.Input.customer %}",
  campaign: "{% $states.context.Execution.Input.campaign %}",
  version: "{% $states.context.Execution.Input.version %}",
  since: "{% $states.context.State.EnteredTime %}",
};

describe("a survey", () => {
  it("is one state with the wait for its answer, and the answer wakes it", () => {
    const one = compiled([
      { survey: "how-likely", id: "ask", with: { percent: 5 } },
      { waitFor: { answered: "ask" }, within: "14 days", then: [{ alert: "An answer" }], else: [{ tag: "silent" }] },
    ]);
    const name = "Ask how-likely (0 to 10), wait for answered (14 days)";
    expect(statesOf(one)).toEqual([name, "Alert An answer", "Tag silent"]);
    expect(messageOf(one, name)).toMatchObject({
      ...{ step: "ask", template: "how-likely", with: { percent: 5 }, survey: "nps" },
      then: { do: "wait for", target: { fact: "answered", message: "ask" }, seconds: 14 * DAY },
    });
    expect(task(one, name)).toMatchObject({ TimeoutSeconds: 14 * DAY, Next: "Alert An answer" });
    expect(task(one, name).Catch?.slice(0, 2)).toEqual([
      { ErrorEquals: ["States.Timeout"], Next: "Tag silent" },
      { ErrorEquals: ["Withheld"], Next: "Tag silent" },
    ]);
    expect(one.transitions).toEqual({ best: 2, worst: 2 });
    expect(faultsOf(one.machine)).toEqual([]);
  });

  it.each([
    [{ survey: "how-likely" }, "nps", "Ask how-likely (0 to 10)"],
    [{ survey: "how-good", kind: "csat" }, "csat", "Ask how-good (1 to 5)"],
    [{ survey: "what-else", kind: "text" }, "text", "Ask what-else (in words)"],
  ] as [Step, string, string][])(
    "tells the sender its kind, and the reader the answers it takes: %s",
    (step, kind, name) => {
      const one = compiled([step]);
      expect(statesOf(one)).toEqual([name]);
      expect(messageOf(one, name)).toMatchObject({ survey: kind });
      expect(one.transitions).toEqual({ best: 1, worst: 1 });
    },
  );

  it("is a state of its own in a branch, where plain messages would be chosen as they are sent", () => {
    const steps: Step[] = [
      { branch: [{ if: { "order.total": 1 }, steps: [{ survey: "ask" }] }, { steps: [{ send: "hello" }] }] },
    ];
    expect(statesOf(compiled(steps))).toEqual(["Branch on order.total", "Ask ask (0 to 10)", "Send hello"]);
  });

  it("keeps the shop's time between two surveys, 90 days unless given, beside every other limit", () => {
    const capsOf = (shop: object) => {
      const one = compiled([{ survey: "ask" }, { send: "hello" }], shop);
      return [messageOf(one, "Ask ask (0 to 10)"), messageOf(one, "Send hello")].map(({ rules }) => rules.caps);
    };
    expect(capsOf({})).toEqual([[{ of: "survey", count: 1, seconds: 90 * DAY }], undefined]);
    const shop = { surveys: { every: "30 days" }, sending: { atMost: "2 per 7 days" } };
    const ofShop = { of: "shop", count: 2, seconds: 7 * DAY };
    expect(capsOf(shop)).toEqual([[ofShop, { of: "survey", count: 1, seconds: 30 * DAY }], [ofShop]]);
  });

  it("waits for its turn where the shop's messages do", () => {
    const one = compiled([{ survey: "ask" }], { ...SHOP, sending: { ifTooMany: "defer" } });
    expect(messageOf(one, "Ask ask (0 to 10)").rules).toMatchObject({ ifTooMany: "defer" });
  });

  it("can be asked about by its id or its template, in conditions on its answer", () => {
    const one = compiled([
      { survey: "how-likely", id: "ask" },
      { wait: "3 days" },
      {
        branch: [
          { if: { promoter: "how-likely" }, steps: [{ tag: "a" }] },
          { if: { not: { answered: "ask" } }, steps: [] },
        ],
      },
    ]);
    const ask = statesOf(one).find((name) => name.startsWith("Ask: ")) ?? "";
    expect(payloadOf(one, ask).ways).toEqual([{ promoter: "ask" }, { not: { answered: "ask" } }]);
  });
});

describe("a referral", () => {
  it("is a message that asks for the customer's own code, one state with the wait after it", () => {
    const one = compiled([{ referral: "bring-a-friend", with: { percent: 10 } }, { wait: "3 days" }, { tag: "a" }]);
    const name = "Invite friends bring-a-friend, wait 3 days";
    expect(statesOf(one)).toEqual([name, "Tag a"]);
    expect(messageOf(one, name)).toMatchObject({
      ...{ step: "bring-a-friend", template: "bring-a-friend", with: { percent: 10 }, referral: true },
      then: { do: "wait", seconds: 3 * DAY },
    });
    expect(messageOf(one, name)).not.toHaveProperty("survey");
    expect(one.transitions).toEqual({ best: 2, worst: 2 });
  });

  it("waits for a reaction as other messages do", () => {
    const one = compiled([
      { referral: "invite" },
      { waitFor: { clicked: "invite" }, within: "1 day", then: [{ tag: "a" }] },
    ]);
    expect(messageOf(one, "Invite friends invite, wait for clicked (1 day)").then).toMatchObject({
      target: { fact: "clicked", message: "invite" },
    });
  });
});

describe("a coupon", () => {
  it("without another way is one task, which ends the journey of whoever gets none", () => {
    const one = compiled([{ coupon: "thanks-10", atMost: 500 }, { send: "hello" }]);
    expect(statesOf(one)).toEqual(["Coupon thanks-10", "Send hello"]);
    expect(task(one, "Coupon thanks-10")).toMatchObject({ Next: "Send hello" });
    expect(task(one, "Coupon thanks-10").Output).toBeUndefined();
    expect(payloadOf(one, "Coupon thanks-10")).toEqual({
      ...about,
      ...{ step: "coupon-1", do: "coupon", coupon: "thanks-10", atMost: 500, otherwise: "end" },
    });
    expect(one.transitions).toEqual({ best: 2, worst: 2 });
    expect(faultsOf(one.machine)).toEqual([]);
  });

  it("with another way asks, and then is a Choice whose ways join", () => {
    const one = compiled([{ coupon: "thanks-10", id: "gift", else: [{ tag: "none" }] }, { tag: "after" }]);
    expect(statesOf(one)).toEqual(["Ask: Coupon thanks-10", "Coupon thanks-10", "Tag none", "Tag after"]);
    expect(payloadOf(one, "Ask: Coupon thanks-10")).toEqual({
      ...about,
      ...{ step: "gift", do: "coupon", coupon: "thanks-10", otherwise: "way" },
    });
    expect(one.machine.States["Coupon thanks-10"]).toEqual({
      Type: "Choice",
      Choices: [{ Condition: "{% $states.input.way = 1 %}", Next: "Tag none" }],
      Default: "Tag after",
    });
    expect(task(one, "Tag none")).toMatchObject({ Next: "Tag after" });
    expect(one.transitions).toEqual({ best: 3, worst: 4 });
    expect(faultsOf(one.machine)).toEqual([]);
  });

  it("with a way of no steps goes on all the same", () => {
    const one = compiled([{ coupon: "thanks-10", else: [] }]);
    expect(one.machine.States["Coupon thanks-10"]).toMatchObject({ Choices: [{ Next: "End" }], Default: "End" });
    expect(payloadOf(one, "Ask: Coupon thanks-10").otherwise).toBe("way");
  });
});

describe("a webhook and an alert", () => {
  const one = compiled([
    { webhook: "crm", with: { list: "loyal", odd: "{% $x %}" } },
    { alert: "A detractor: call them", comment: true },
    { alert: "The end", id: "told" },
  ]);

  it("are one task each of the function that calls outside, and want no answer", () => {
    expect(statesOf(one)).toEqual(["Call crm", "Alert A detractor: call them", "Alert The end"]);
    for (const name of statesOf(one)) {
      expect(task(one, name).Arguments.FunctionName).toBe("${ActFunctionArn}");
      expect(task(one, name).Output).toBeUndefined();
    }
    expect(one.transitions).toEqual({ best: 3, worst: 3 });
    expect(faultsOf(one.machine)).toEqual([]);
  });

  it("carry what they are to say, in the marketer's own words", () => {
    expect(payloadOf(one, "Call crm")).toEqual({
      ...about,
      ...{ step: "webhook-1", do: "webhook", webhook: "crm" },
      with: { list: "loyal", odd: '{% "\\u007b% $x %\\u007d" %}' },
    });
    expect(payloadOf(one, "Alert A detractor: call them")).toMatchObject({
      ...{ step: "alert-1", do: "alert", alert: "A detractor: call them", comment: true },
    });
    expect(payloadOf(one, "Alert The end")).toMatchObject({ step: "told", comment: false });
  });
});

describe("the diagram of these steps", () => {
  const drawn = (...steps: Step[]) => diagram(givenCampaign({ steps })).split("\n").slice(2, -1);

  it("shows who is asked and invited, called and told", () => {
    const boxes = drawn(
      { survey: "ask" },
      { referral: "invite" },
      { webhook: "crm" },
      { alert: "Look" },
      { coupon: "x" },
    );
    expect(boxes.filter((line) => !line.includes("-->")).map((line) => line.trim())).toEqual([
      'n1["Ask ask (0 to 10)"]',
      'n2["Invite friends invite"]',
      'n3["Call crm"]',
      'n4["Alert Look"]',
      'n5["Coupon x"]',
      'n6(["End"])',
    ]);
  });

  it("shows both ways of a coupon that may run out", () => {
    expect(drawn({ coupon: "x", else: [{ exit: "none" }] }, { send: "hello" }).map((line) => line.trim())).toEqual([
      'n1{"Coupon x"}',
      "n0 --> n1",
      'n2(["Exit: none"])',
      'n1 -->|"none left"| n2',
      'n3["Send hello"]',
      'n1 -->|"given"| n3',
      'n4(["End"])',
      "n3 --> n4",
    ]);
  });
});
