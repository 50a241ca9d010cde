import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { literal } from "../../lib/compiler/expressions.ts";
import { outline } from "../../lib/compiler/outline.ts";
import { oddText } from "../arbitraries/words.ts";
import { faultsOf } from "./faults.ts";
import { compiled, givenCampaign, messageOf, payloadOf, type Said, statesOf } from "./given.ts";

function keysOf(steps: Said["steps"]): string[] {
  return [...outline(givenCampaign({ steps }).steps).labels.values()].map(({ key }) => key);
}

describe("a step's key", () => {
  it("is its id, else the template it sends, else its kind and a number", () => {
    expect(keysOf([{ send: "hello", id: "first" }, { send: "news" }, { tag: "warm" }, { tag: "hot" }])).toEqual([
      "first",
      "news",
      "tag-1",
      "tag-2",
    ]);
  });

  it("is numbered when another step sends the same template", () => {
    expect(keysOf([{ send: "hello" }, { send: "hello" }, { send: "hello" }])).toEqual(["hello", "hello-2", "hello-3"]);
  });

  it("is its id also when an earlier step would have been numbered so", () => {
    const steps = [
      { tag: "a" },
      { send: "hello" },
      { send: "hello" },
      { send: "news", id: "hello-2" },
      { tag: "b", id: "tag-1" },
    ];
    expect(keysOf(steps)).toEqual(["tag-2", "hello", "hello-3", "hello-2", "tag-1"]);
  });

  it("is its template also when that ends in a number", () => {
    expect(keysOf([{ send: "offer-1" }, { send: "offer-1" }, { send: "offer-2" }])).toEqual([
      "offer-1",
      "offer-1-2",
      "offer-2",
    ]);
  });

  it("lasts when steps without ids are put before it", () => {
    const steps = [{ send: "hello" }, { tag: "a", id: "mark" }];
    const edited = keysOf([{ tag: "new" }, { send: "news" }, ...steps]);
    expect(edited).toEqual(["tag-1", "news", ...keysOf(steps)]);
  });

  it("stands for the message in conditions and waits, named by id or by template", () => {
    const one = compiled([
      { send: "hello", id: "first" },
      { send: "news" },
      { tag: "warm" },
      { waitFor: { clicked: "first" }, within: "1 day" },
      {
        branch: [
          {
            if: { any: [{ opened: "hello" }, { not: { sent: "news" } }] },
            steps: [{ send: "hello", id: "again" }, { tag: "twice" }],
          },
        ],
      },
      { branch: [{ if: { clicked: "again" }, steps: [{ tag: "hot" }] }] },
    ]);
    expect(payloadOf(one, "Wait for clicked first (1 day)").target).toEqual({ fact: "clicked", message: "first" });
    const [first, second] = statesOf(one).filter((name) => name.startsWith("Ask: "));
    expect(payloadOf(one, first ?? "")).toMatchObject({
      ways: [{ any: [{ opened: "first" }, { not: { sent: "news" } }] }],
    });
    expect(payloadOf(one, second ?? "")).toMatchObject({ ways: [{ clicked: "again" }] });
  });

  it("stands for the message in goal and stop rules, too", () => {
    const { rules } = compiled({
      steps: [{ send: "hello", id: "first" }],
      stop: [{ on: "purchase", if: { sent: "hello" } }],
      goal: { on: "purchase", if: { clicked: "hello" }, within: "1 day" },
    });
    expect(rules.stop[0]?.if).toEqual({ sent: "first" });
    expect(rules.goal?.if).toEqual({ clicked: "first" });
  });
});

describe("a state's name", () => {
  const attribute = `customer.attributes.${"veryLongName".repeat(4)}`;

  it("is cut at 80 characters, and numbered within them", () => {
    const branch = { branch: [{ if: { [attribute]: 1, "customer.tags": { contains: "a" } }, steps: [{ tag: "a" }] }] };
    const one = compiled([branch, structuredClone(branch), structuredClone(branch)]);
    expect(faultsOf(one.machine)).toEqual([]);
    const long = statesOf(one).filter((name) => name.startsWith("Ask"));
    expect(long.map((name) => name.length)).toEqual([80, 80, 80]);
    expect(long.map((name) => name.slice(-6))).toEqual([
      expect.stringMatching(/\.\.\.$/),
      expect.stringMatching(/ \(2\)$/),
      expect.stringMatching(/ \(3\)$/),
    ]);
  });

  it("stays within 80 characters for the thousandth, too", () => {
    const way = () => ({ branch: [{ if: { [attribute]: 1, "order.total": 1 }, steps: [] }] });
    const { labels } = outline(Array.from({ length: 1_001 }, way));
    const names = [...labels.values()].map(({ state }) => state);
    expect(Math.max(...names.map((name) => name.length))).toBe(80);
    expect(new Set(names).size).toBe(1_001);
  });

  it("never ends in half a character", () => {
    const { machine } = compiled([{ branch: [{ if: { [`order.xy${"𝒜".repeat(60)}`]: 1 }, steps: [{ tag: "a" }] }] }]);
    expect(faultsOf(machine)).toEqual([]);
  });

  it("keeps letters of any script with their marks, and nothing that tools stumble over", () => {
    const name = (exit: string): string => statesOf(compiled([{ exit }]))[0] ?? "";
    expect(name("ไม่สนใจแล้ว")).toBe("Exit ไม่สนใจแล้ว");
    expect(name("Größe: näher, 2.0")).toBe("Exit Größe: näher, 2.0");
    expect(name('a "b" <c> [d] {e} $f %g\n\th🎉')).toBe("Exit a _b_ _c_ _d_ _e_ _f _g__h_");
    expect(name("🎉".repeat(30))).toBe(`Exit ${"_".repeat(30)}`);
  });

  it("tells two states with the same words apart", () => {
    const one = compiled([{ tag: "warm" }, { tag: "warm" }, { exit: "a?" }]);
    expect(statesOf(one)).toEqual(["Tag warm", "Tag warm (2)", "Exit a_"]);
  });

  it("is not taken by a wait that has no state of its own", () => {
    const one = compiled([{ send: "hello" }, { wait: "1 day" }, { tag: "warm" }, { wait: "1 day" }, { send: "news" }]);
    expect(statesOf(one)).toEqual(["Send hello, wait 1 day", "Tag warm", "Wait 1 day", "Send news"]);
  });

  it("is never taken for the End state", () => {
    const { machine } = compiled([{ waitFor: { on: "end" }, within: "1 day" }, { exit: "End" }]);
    expect(Object.keys(machine.States)).toEqual(["Wait for end (1 day)", "Exit End"]);
  });
});

describe("a marketer's own text", () => {
  const odd = "{% $states.context.Execution.Input.customer %}";
  const escaped = '{% "\\u007b% $states.context.Execution.Input.customer %\\u007d" %}';

  it("that looks like an expression comes out as it is", () => {
    const one = compiled([{ send: "hello", with: { code: odd, other: "100 %}", plain: "10 % {off}" } }, { exit: odd }]);
    expect(messageOf(one, "Send hello").with).toEqual({
      code: escaped,
      other: '{% "100 %\\u007d" %}',
      plain: "10 % {off}",
    });
    expect(Object.values(one.machine.States)).toContainEqual({ Type: "Pass", Output: { outcome: escaped }, End: true });
    expect(faultsOf(one.machine)).toEqual([]);
  });

  it("that is empty or has line breaks is written as validators read it", () => {
    const one = compiled([{ send: "hello", with: { text: "two\nlines", more: "a\u2028b", none: "" } }]);
    const { with: values } = messageOf(one, "Send hello");
    expect(values).toEqual({ text: '{% "two\\nlines" %}', more: '{% "a\\u2028b" %}', none: '{% "" %}' });
    expect(faultsOf(one.machine)).toEqual([]);
  });

  it("that looks like a deployment's placeholder is not replaced", () => {
    const one = compiled([{ send: "hello", with: { code: "${SendQueueUrl}" } }]);
    expect(messageOf(one, "Send hello").with).toEqual({ code: '{% "$\\u007bSendQueueUrl\\u007d" %}' });
  });

  it("of any kind is what its expression gives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(oddText, fc.string({ unit: "binary" })), async (text) => {
        const written = String(literal(text));
        const given = written.startsWith("{%") ? await jsonata(written.slice(2, -2)).evaluate({}) : written;
        expect(given).toBe(text);
      }),
    );
  });

  it("in conditions is kept from evaluation in the machine, and as written in the rules", () => {
    const condition = { "event.place": { in: [odd, "here"] } };
    const one = compiled({
      steps: [
        { tag: "warm" },
        { waitFor: { on: "delivery", if: condition }, within: "1 day" },
        { branch: [{ if: { "customer.attributes.roast": odd }, steps: [{ tag: "a" }] }] },
        { branch: [{ if: { "order.coupon": odd }, steps: [{ tag: "a" }] }] },
      ],
      stop: [{ on: "delivery", if: condition }],
    });
    expect(faultsOf(one.machine)).toEqual([]);
    expect(payloadOf(one, "Wait for delivery (1 day)").target).toEqual({
      on: "delivery",
      if: { "event.place": { in: [escaped, "here"] } },
    });
    expect(payloadOf(one, "Ask: Branch on customer.attributes.roast")).toMatchObject({
      ways: [{ "customer.attributes.roast": escaped }],
    });
    expect(one.rules.stop[0]?.if).toEqual(condition);
    expect(one.rules.questions).toEqual([{ key: "branch-2", kind: "branch", ways: [{ "order.coupon": odd }] }]);
  });
});
