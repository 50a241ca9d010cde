import { describe, expect, it } from "vitest";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import { createLimitMeter } from "../../lib/simulate/limits.ts";
import { printReport } from "../../lib/simulate/print.ts";
import { DAY, START } from "../support/events.ts";
import { givenShop } from "../support/shop.ts";
import { buys, run, until } from "./given.ts";

const sending = { atMost: "2 per 7 days" };
const thanks = {
  id: "thanks",
  start: { on: "purchase", again: "always" as const },
  steps: [{ send: "thanks" }, { wait: "1 day" }, { send: "tips" }, { wait: "1 day" }, { send: "more" }],
};
const history = [...buys("ana", 0, 3, 20), ...buys("bo", 0), ...until(40)];

/** The journeys as they would be if nobody kept the limits. */
function withoutCaps(compiled: Compiled): Compiled {
  const text = JSON.stringify(compiled.machine, (key, value) => (key === "caps" ? undefined : value));
  return { ...compiled, machine: JSON.parse(text) };
}

describe("the limits of a report", () => {
  it("say what the shop allows beside what one customer got", async () => {
    const { report } = await run(history, { campaigns: [thanks], shop: { sending } });
    expect(report.limits[0]).toEqual({ of: "shop", allows: 2, span: "7 days", most: 2, broken: 0 });
    expect(report.findings.join()).not.toContain("NOT KEPT");
    expect(printReport(report)).toMatch(/most messages to one customer in 7 days +2 {2}\(the shop allows 2\)\n/);
  });

  it("are measured by the messages: where nobody keeps them, the report says so", async () => {
    const { report } = await run(history, { campaigns: [thanks], shop: { sending }, changed: withoutCaps });
    expect(report.limits[0]).toMatchObject({ allows: 2, most: 6, broken: 2 });
    expect(report.findings[0]).toBe(
      "A limit was NOT KEPT: 2 customers got more than 2 messages in 7 days, one of them 6.",
    );
    expect(printReport(report)).toMatch(/ 6 {2}NOT KEPT: 2 allowed; 2 customers got more\n/);
  });

  it("say that there is none", async () => {
    const { report } = await run(history, { campaigns: [thanks] });
    expect(report.limits.map(({ of }) => of)).toEqual(["survey"]);
    expect(printReport(report)).toMatch(/most messages to one customer in 7 days +6 {2}shop\.json has no limit\n/);
  });
});

describe("what a limit counts", () => {
  const shop = givenShop({ sending, topics: { tips: { name: "Tips", atMost: "1 per 7 days" } } });
  const most = (note: (meter: ReturnType<typeof createLimitMeter>) => void) => {
    const meter = createLimitMeter(shop);
    note(meter);
    return Object.fromEntries(meter.measured().map((limit) => [limit.topic ?? limit.of, limit.most]));
  };
  const message = { step: "hello", template: "hello" };

  it("is one customer's messages within the span, and none that is as old as it", () => {
    const counted = most((meter) => {
      for (const day of [0, 3, 7, 14]) meter.note("ana", message, START + day * DAY);
      meter.note("bo", message, START + 14 * DAY);
    });
    expect(counted).toEqual({ shop: 2, tips: 0, survey: 0 });
  });

  it("is no message that serves the customer, of a topic only its own, of surveys only those", () => {
    const counted = most((meter) => {
      meter.note("ana", { ...message, transactional: true }, START);
      meter.note("ana", { ...message, topic: "tips" }, START);
      meter.note("ana", { ...message, topic: "offers" }, START);
      meter.note("ana", { ...message, survey: "nps" }, START);
    });
    expect(counted).toEqual({ shop: 3, tips: 1, survey: 1 });
  });
});

describe("who gave way", () => {
  const vip = { ...thanks, id: "vip", priority: "high" as const, steps: [{ send: "gold" }] };
  const one = { sending: { atMost: "1 per 7 days" } };

  it("is told with the campaign that went first, and how often", async () => {
    const { report } = await run([...buys("ana", 0, 20), ...until(40)], {
      campaigns: [{ ...thanks, steps: [{ send: "thanks" }] }, vip],
      shop: one,
    });
    expect(report.gaveWay).toEqual([{ campaign: "thanks", to: "vip", messages: 2 }]);
    expect(printReport(report)).toMatch(/campaign that gave way +messages\n {2}thanks +2 {2}to vip\n/);
  });

  it("is told of messages that came again later", async () => {
    const { report } = await run([...buys("ana", 0), ...until(40)], {
      campaigns: [
        { ...thanks, steps: [{ send: "thanks" }], sending: { ifTooMany: "defer", lateAfter: "20 days" } },
        vip,
      ],
      shop: one,
    });
    expect(report.gaveWay).toEqual([{ campaign: "thanks", messages: 1 }]);
    expect(printReport(report)).toMatch(/thanks +1 {2}came again later\n/);
  });
});
