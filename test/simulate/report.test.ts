import { describe, expect, it } from "vitest";
import { sum } from "../../lib/simulate/report/counts.ts";
import type { Report } from "../../lib/simulate/report.ts";
import { buys, NOBODY_REACTS, ORDINARY, type Run, run, until, WIN_BACK } from "./given.ts";

const HOURS = { hours: "09:00-20:00", atMost: "1 per 7 days" } as const;

/** Two campaigns that crowd each other, hours that hold at noon in UTC, and people in every stage when the file ends. */
const busy = run(
  [...Array.from({ length: 80 }, (_, index) => buys(`c${index}`, index % 20, 25 + (index % 31))).flat(), ...until(57)],
  {
    campaigns: [
      WIN_BACK,
      {
        id: "thanks",
        start: { on: "purchase", again: "always" },
        goal: { on: "purchase", within: "14 days" },
        steps: [{ send: "thanks" }, { wait: "3 days" }, { send: "tips" }],
      },
      { id: "nobody", start: { on: "purchase", if: { "order.total": { atLeast: 1_000 } } }, steps: [{ send: "gold" }] },
    ],
    shop: { sending: HOURS, timeZone: "America/Los_Angeles" },
    rates: ORDINARY,
  },
);

async function everyNumber({ report, lines, simulated }: Run): Promise<void> {
  const { messages, campaigns, customers, cost } = report;
  const mails = lines.filter(({ message }) => message !== undefined);
  expect(messages.sent).toBe(mails.length);
  expect(messages.sent).toBe(campaigns.flatMap((campaign) => campaign.messages).reduce((n, { sent }) => n + sent, 0));
  expect(cost.lines.find(({ what }) => what.startsWith("SES"))?.count).toBe(messages.sent);
  expect(cost.lines.find(({ what }) => what.startsWith("Step Functions"))?.count).toBe(lines.length - mails.length);
  expect(cost.dollars).toBeCloseTo(
    cost.lines.reduce((dollars, line) => dollars + line.dollars, 0),
    10,
  );
  expect(sum(messages.byDay)).toBe(messages.sent);
  expect(sum(messages.perCustomer)).toBe(customers);
  expect(Object.entries(messages.perCustomer).reduce((all, [n, many]) => all + Number(n) * many, 0)).toBe(
    messages.sent,
  );
  expect(sum(messages.withheld)).toBe(
    campaigns.flatMap((campaign) => campaign.messages).reduce((n, { withheld }) => n + sum(withheld), 0),
  );
  expect(simulated.messages.size).toBe(new Set(mails.map(({ customer }) => customer)).size);
  for (const campaign of campaigns) {
    expect(campaign.enrolled).toBe(campaign.begun + sum(campaign.endedBeforeBegun) + campaign.waiting);
    expect(campaign.begun).toBe(sum(campaign.ended) + campaign.inProgress);
    expect(campaign.steps.reduce((n, { here }) => n + here, 0)).toBe(campaign.inProgress);
    for (const step of campaign.steps) {
      expect(step.here, step.state).toBeGreaterThanOrEqual(0);
      expect(step.entered, step.state).toBe(sum(step.onward) + step.here);
      const came = campaign.steps.reduce((n, { onward }) => n + (onward[step.state] ?? 0), 0);
      const isFirst = step === campaign.steps[0];
      expect(step.entered, step.state).toBe(came + (isFirst ? campaign.begun : 0));
    }
  }
}

describe("the numbers of a report", () => {
  it("agree with each other and with the lines", async () => {
    const { report } = await busy;
    expect(report.messages.deferred.closed).toBeGreaterThan(20);
    expect(sum(report.messages.withheld)).toBeGreaterThan(20);
    expect(report.campaigns.every(({ inProgress, id }) => inProgress > 0 || id === "nobody")).toBe(true);
    await everyNumber(await busy);
  });

  it("agree when nothing is sent", async () => {
    const nothing = await run(buys("ana", 0, 1), { campaigns: [WIN_BACK], rates: NOBODY_REACTS });
    expect(nothing.report.messages).toMatchObject({ sent: 0, mostInAWeek: 0, perCustomer: { 0: 1 }, byDay: {} });
    await everyNumber(nothing);
  });

  it("count the cap as what it is", async () => {
    expect((await busy).report.messages.mostInAWeek).toBe(1);
  });
});

describe("a small run, counted by hand", () => {
  // ana is back in time, bo after the first message, cy never; dee's first wait lasts when the file ends.
  const history = [...buys("ana", 0, 12), ...buys("bo", 0, 24), ...buys("cy", 0), ...buys("dee", 10), ...until(30)];
  const small = run(history, { campaigns: [{ ...WIN_BACK, holdout: "1%" }] });

  it("tells who came in and what became of them", async () => {
    expect((await small).report.campaigns[0]).toMatchObject({
      enrolled: 5,
      heldOut: 0,
      notEnrolled: { "was in it too recently": 1 },
      waiting: 2,
      begun: 2,
      endedBeforeBegun: { "won back": 1 },
      ended: { "won back": 1, completed: 1 },
      inProgress: 0,
      goal: { converted: 1, share: 0.5, revenue: { USD: 23 }, holdout: { size: 0, converted: 0, share: 0 } },
      messages: [
        { step: "we-miss-you", sent: 2, delivered: 2, opened: 0, clicked: 0, withheld: {} },
        { step: "come-back", sent: 1, delivered: 1 },
      ],
    });
  });

  it("counts customers who got nothing", async () => {
    const { customers, messages } = (await small).report;
    expect(customers).toBe(5);
    expect(messages.perCustomer).toEqual({ 0: 3, 1: 1, 2: 1 });
  });
});

describe("what stands out", () => {
  const said = async (given: Promise<Run>): Promise<Report["findings"]> => (await given).report.findings;

  it("says when nobody came in, and why", async () => {
    expect(await said(busy)).toContainEqual("nobody: nobody was enrolled (start.if does not hold).");
  });

  it("asks for a holdout where a goal has none", async () => {
    expect(await said(busy)).toContainEqual(expect.stringMatching(/^thanks has no holdout: /));
  });

  it("says what caps kept back and hours held", async () => {
    const findings = (await said(busy)).join("\n");
    expect(findings).toMatch(/messages withheld \(\d+\.\d%\): too many\./);
    expect(findings).toMatch(/messages waited for the customer's hours/);
  });

  it("compares nothing where nobody began", async () => {
    const early = run([...buys("ana", 0), ...until(5)], { campaigns: [WIN_BACK] });
    expect(await said(early)).toEqual(["win-back: nobody got past the first wait (all still wait)."]);
  });

  it("says that few people tell little", async () => {
    const few = run([...buys("ana", 0), ...until(40)], { campaigns: [WIN_BACK] });
    expect((await said(few))[0]).toMatch(/Too few to tell whether that is more than chance\.$/);
  });

  it("says that supposed purchases prove nothing", async () => {
    const people = Array.from({ length: 300 }, (_, index) => buys(`c${index}`, index % 9)).flat();
    const rates = { opened: 1, clicked: 0.5, bought: 0.4, unsubscribed: 0 };
    const [lift] = await said(run([...people, ...until(60)], { campaigns: [WIN_BACK], rates }));
    expect(lift).toMatch(/points more are more than chance \(chance alone does this less than once in 1,000 times\)\./);
    expect(lift).toMatch(/But the supposed rates brought (\d+) of the \1:/);
  });
});
