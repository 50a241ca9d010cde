import { describe, expect, it } from "vitest";
import { printReport } from "../../lib/simulate/print.ts";
import type { Authored } from "../support/shop.ts";
import { buys, run, until } from "./given.ts";

const shop = {
  coupons: {
    "thanks-10": { pattern: "THANKS-########", validFor: "30 days" },
    "big-20": { pool: true as const, warnBelow: 100 },
  },
  webhooks: { crm: { url: "https://crm.shop.example/hooks" } },
};
const start = { on: "purchase", again: "always" as const };
const crowd = [...Array.from({ length: 8 }, (_, index) => buys(`c${index}`, index)).flat(), ...until(40)];

describe("coupons", () => {
  const thanks = {
    id: "thanks",
    start,
    steps: [{ coupon: "thanks-10", id: "thanks-10", atMost: 5 }, { send: "thanks" }],
  };
  const gold = { id: "gold", start, steps: [{ coupon: "big-20", id: "big-20" }, { send: "gold" }] };
  const given = run(crowd, { campaigns: [thanks, gold], shop });

  it("are given up to the step's budget; then the journey ends without a promise", async () => {
    const [first] = (await given).report.campaigns;
    expect(first?.coupons).toEqual([{ step: "thanks-10", coupon: "thanks-10", given: 5, without: 3, atMost: 5 }]);
    expect(first?.ended).toEqual({ completed: 5, "no coupon left": 3 });
  });

  it("that ran out are among what stands out, also where the journey goes on without", async () => {
    expect((await given).report.findings).toContain(
      "thanks: 3 journeys found no code of thanks-10 left (a budget of 5).",
    );
    expect((await given).report.findings.join()).not.toContain("big-20");
    const [code, ...rest] = thanks.steps;
    const goesOn = { ...thanks, steps: [{ ...code, atMost: 7, else: [{ send: "hello" }] }, ...rest] } as Authored;
    const { report } = await run(crowd, { campaigns: [goesOn], shop });
    expect(report.findings).toContain("thanks: 1 journey found no code of thanks-10 left (a budget of 7).");
  });

  it("of a pool are wanted as if there were enough, and told so that they can be imported", async () => {
    const { coupons } = (await given).report;
    expect(coupons).toMatchObject([
      { coupon: "big-20", from: "pool", given: 8, steps: [{ campaign: "gold", given: 8 }] },
      { coupon: "thanks-10", from: "pattern", given: 5 },
    ]);
  });

  it("are printed beside what is allowed", async () => {
    const text = printReport((await given).report);
    expect(text).toMatch(/big-20 +8 {2}from a pool: import at least so many codes\n/);
    expect(text).toMatch(/thanks, thanks-10 +5 {2}of at most 5: used up\n/);
    expect(text).toMatch(/gold, big-20 +8 {2}the step has no budget\n/);
  });
});

it("systems of the shop and its team are not told, and how often they would have been is counted", async () => {
  const steps = [{ send: "hello" }, { webhook: "crm" }, { alert: "Somebody bought" }];
  const { report } = await run(crowd, { campaigns: [{ id: "tell", start, steps }], shop });
  expect(report.campaigns[0]?.calls).toEqual({ "webhook crm": 8, "alert Somebody bought": 8 });
  expect(printReport(report)).toMatch(/calls, which were not made +16\n {6}webhook crm +8\n/);
});

it("what is asked of functions is part of the cost: a state transition and a call each", async () => {
  const plain = { id: "tell", start, steps: [{ send: "hello" }] };
  const telling = { ...plain, steps: [...plain.steps, { webhook: "crm" }, { alert: "Somebody bought" }] };
  const [one, other] = [
    await run(crowd, { campaigns: [plain], shop }),
    await run(crowd, { campaigns: [telling], shop }),
  ];
  expect(other.simulated.usage.transitions - one.simulated.usage.transitions).toBe(16);
  expect(other.simulated.usage.invocations - one.simulated.usage.invocations).toBe(16);
});

it("a customer's stage changes by purchases and by silence, and starts journeys at the time", async () => {
  const became = (stage: string) => ({
    id: stage.replace(" ", "-"),
    start: { on: "stage.changed", if: { "event.to": stage }, again: "always" as const },
    steps: [{ send: "hello" }],
  });
  const { report } = await run([...buys("ana", 0, 10, 20, 30), ...until(400)], {
    campaigns: [became("regular"), became("at risk"), became("lapsed")],
  });
  expect(report.campaigns.map(({ id, enrolled }) => [id, enrolled])).toEqual([
    ["regular", 1],
    ["at-risk", 1],
    ["lapsed", 1],
  ]);
  const schedules = report.cost.lines.find(({ what }) => what.startsWith("EventBridge"));
  expect(schedules?.count).toBeGreaterThan(0);
});
