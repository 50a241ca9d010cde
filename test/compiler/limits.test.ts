import { describe, expect, it } from "vitest";
import type { Step } from "../../lib/campaign/steps.ts";
import { LimitExceeded } from "../../lib/compiler/limits.ts";
import { compiled, type Said, SHOP, type Templates } from "./given.ts";

const tags = (count: number): Step[] => Array.from({ length: count }, (_, n) => ({ tag: `t-${n}` }));
const sends = (count: number): Step[] => Array.from({ length: count }, (_, n) => ({ send: `m-${n}` }));

const SERVES = { kind: "transactional" } as const;

function refusal(said: Said | Step[], shop = SHOP, templates: Templates = {}): LimitExceeded {
  try {
    compiled(said, shop, templates);
  } catch (error) {
    if (error instanceof LimitExceeded) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a campaign is refused with what is wrong and what to do", () => {
  it("when its definition is larger than Step Functions takes", () => {
    const { message, fix } = refusal(tags(3_000));
    expect(message).toMatch(/^the campaign compiles to \d{7} bytes; Step Functions takes at most 1048576$/);
    expect(fix).toMatch(/two campaigns/);
  });

  it("when it is absurdly long, in reasonable time and without running out of stack", () => {
    expect(refusal(tags(20_000)).message).toMatch(/^the campaign compiles to/);
  });

  it("when one way through it writes more history than Step Functions keeps", () => {
    const { message, fix } = refusal(tags(491));
    expect(message).toBe(
      "one journey can enter 491 states, up to 25043 history events; Step Functions keeps at most 25000",
    );
    expect(fix).toBe("shorten the longest way through the campaign");
    expect(compiled(tags(490)).transitions.worst).toBe(490);
  });

  it("counting messages that are held until the customer's hours, and by a pause", () => {
    const held = { ...SHOP, sending: { hours: "09:00-20:00" } };
    expect(refusal(sends(99), held).message).toMatch(/^one journey can enter 495 states/);
    expect(compiled(sends(98), held).transitions.worst).toBe(98);
    const serving = Object.fromEntries(sends(164).map((step) => ["send" in step ? step.send : "", SERVES]));
    expect(refusal(sends(164), SHOP, serving).message).toMatch(/^one journey can enter 492 states/);
    expect(compiled(sends(163), SHOP, serving).transitions.worst).toBe(163);
  });

  it("counting the longest way alone: ways beside each other do not add up", () => {
    const { transitions } = compiled([
      { branch: [{ if: { "order.total": 1 }, steps: tags(400) }, { steps: tags(400).map((step) => ({ ...step })) }] },
    ]);
    expect(transitions).toEqual({ best: 401, worst: 401 });
  });

  it("when one step carries more than a call may, naming the state", () => {
    const { message, fix } = refusal([{ send: "hello", with: { text: "x".repeat(262_144) } }]);
    expect(message).toMatch(/^"Send hello" carries 26\d{4} bytes; Step Functions hands over at most 262144$/);
    expect(fix).toMatch(/fewer or shorter values/);
  });

  it("counting bytes, not characters", () => {
    expect(refusal([{ send: "hello", with: { text: "ก".repeat(90_000) } }]).message).toMatch(
      /^"Send hello" carries 27\d{4}/,
    );
  });

  it("when its rules are too large to travel with an enrollment", () => {
    const places = Array.from({ length: 30_000 }, (_, n) => `place-${n}`);
    const { message, fix } = refusal({
      steps: [{ send: "hello" }],
      stop: [{ on: "delivery", if: { "event.place": { in: places } } }],
    });
    expect(message).toMatch(/^the campaign's rules .* take \d{6} bytes; an enrollment carries at most 262144$/);
    expect(fix).toMatch(/shorten the conditions/);
  });
});
