import { describe, expect, it } from "vitest";
import { DAY, purchase, refund, START } from "../support/events.ts";
import { buys, type Line, ORDINARY, run, until, WIN_BACK } from "./given.ts";

const HELLO = { id: "hello", start: { on: "purchase", again: "always" }, steps: [{ send: "hello" }] } as const;
const campaigns = [WIN_BACK, { ...HELLO, steps: [...HELLO.steps] }];

/** Sixty customers who buy now and then for some months. */
const crowd = Array.from({ length: 60 }, (_, index) =>
  buys(`c${index}`, index % 30, 40 + ((index * 7) % 50), 110 + ((index * 13) % 40)),
).flat();

/** What became of each customer, whatever happened between: the lines of their enrollments. */
function journeys(lines: readonly Line[]): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of lines) found.set(line.enrollment, [...(found.get(line.enrollment) ?? []), line]);
  return found;
}

describe("the same seed", () => {
  it("gives the same report and the same lines", async () => {
    const [one, other] = [
      await run(crowd, { campaigns, rates: ORDINARY }),
      await run(crowd, { campaigns, rates: ORDINARY }),
    ];
    expect(one.lines.length).toBeGreaterThan(300);
    expect(JSON.stringify(other.lines)).toBe(JSON.stringify(one.lines));
    expect(JSON.stringify(other.report)).toBe(JSON.stringify(one.report));
  });

  it("and another one other reactions, of the same journeys that begin", async () => {
    const one = await run(crowd, { campaigns, rates: ORDINARY });
    const other = await run(crowd, { campaigns, rates: ORDINARY, seed: "another" });
    expect(JSON.stringify(other.lines)).not.toBe(JSON.stringify(one.lines));
  });
});

describe("another customer", () => {
  it("changes nothing in the journeys of those who were there", async () => {
    const rates = ORDINARY;
    const alone = journeys((await run(crowd, { campaigns, rates })).lines);
    const together = journeys((await run([...crowd, ...buys("newcomer", 3, 44, 100)], { campaigns, rates })).lines);
    expect(together.size).toBeGreaterThan(alone.size);
    for (const [enrollment, lines] of alone) expect(together.get(enrollment)).toEqual(lines);
  });
});

describe("purchases of the file", () => {
  const noHoldout = { ...WIN_BACK, holdout: undefined };
  const { holdout: _, ...alone } = noHoldout;

  it("stop journeys as they would have", async () => {
    const history = [
      ...buys("quick", 0, 10), // back before the first message; then silent until the second journey's
      ...buys("between", 0, 23), // back after the first message
      ...buys("gone", 0), // never back
      ...buys("late", 0, 30), // back after all was said: 21 + 7 days
      ...until(31),
    ];
    const { report, lines } = await run(history, { campaigns: [alone] });
    const [campaign] = report.campaigns;
    expect(campaign?.endedBeforeBegun).toEqual({ "won back": 1 });
    expect(campaign?.ended).toEqual({ completed: 2, "won back": 1 });
    const mails = lines.flatMap(({ customer, message, at }) =>
      message ? [`${(at - START) / DAY} ${customer} ${message}`] : [],
    );
    expect(mails.sort()).toEqual([
      "21 between we-miss-you",
      "21 gone we-miss-you",
      "21 late we-miss-you",
      "28 gone come-back",
      "28 late come-back",
      "31 quick we-miss-you",
    ]);
  });

  it("reach goals and bring their money, in every currency", async () => {
    const history = [
      ...buys("between", 0),
      purchase("between", { at: START + 23 * DAY, order: { total: 12.5 } }),
      ...buys("late", 0),
      purchase("late", { at: START + 30 * DAY, order: { total: 900, currency: "THB" } }),
      ...until(60),
    ];
    const { report } = await run(history, { campaigns: [alone] });
    expect(report.campaigns[0]?.goal).toMatchObject({ converted: 2, supposed: 0, revenue: { USD: 12.5, THB: 900 } });
  });

  it("leave those alone who stop for another reason", async () => {
    const [first] = buys("ana", 0);
    const back = refund("ana", first?.eventId ?? "", { at: START + 2 * DAY });
    const campaign = { ...alone, stop: [{ on: "refund" as const, outcome: "refunded" }] };
    const { report } = await run([...buys("ana", 0), back, ...until(60)], { campaigns: [campaign] });
    expect(report.campaigns[0]).toMatchObject({ endedBeforeBegun: { refunded: 1 }, begun: 0 });
    expect(report.messages.sent).toBe(0);
  });
});

describe("supposed purchases", () => {
  it("reach goals, and are told apart from those that happened", async () => {
    const rates = { opened: 1, clicked: 1, bought: 1, unsubscribed: 0 };
    const { report } = await run([...buys("ana", 0), ...until(25)], {
      campaigns: [{ ...WIN_BACK, holdout: "1%" }],
      rates,
    });
    expect(report.campaigns[0]?.goal).toMatchObject({ converted: 1, supposed: 1, revenue: { USD: 20 } });
  });
});
