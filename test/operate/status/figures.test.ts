import { describe, expect, it } from "vitest";
import type { Count, What } from "../../../lib/journey/tally.ts";
import { peopleByVersion, sortFigures } from "../../../lib/operate/status/figures.ts";

const counts = (...rows: [what: What, n: number, step?: string][]): Count[] =>
  rows.map(([what, n, step]) => ({ campaign: "win-back", what, n, ...(step === undefined ? {} : { step }) }));

describe("figures of a campaign", () => {
  it("tell what became of coupons and calls, and take neither for a message", () => {
    const { steps } = sortFigures(
      counts(
        ["entered", 9, "coupon-1"],
        ["coupon given", 8, "coupon-1"],
        ["coupon redeemed", 2, "coupon-1"],
        ["revenue by coupon USD", 61.5, "coupon-1"],
        ["called", 5, "crm"],
        ["call refused", 1, "crm"],
        ["sent", 3, "hello"],
        ["answered", 1, "hello"],
      ),
    );
    const [coupon, call, message] = steps;
    expect(coupon).toEqual({
      step: "coupon-1",
      entered: 9,
      left: [],
      coupon: { given: 8, redeemed: 2, revenue: { USD: 61.5 } },
    });
    expect(call).toEqual({ step: "crm", entered: 0, left: [], calls: { taken: 5, refused: 1, givenUp: 0 } });
    expect(message).toMatchObject({ step: "hello", message: { sent: 3 } });
    expect(message).not.toHaveProperty("coupon");
  });

  it("tell what the answers to a survey come to", () => {
    const answered = (...rows: [what: What, n: number][]) =>
      sortFigures(counts(["sent", 20, "ask"], ...rows.map(([what, n]): [What, number, string] => [what, n, "ask"])))
        .steps[0]?.message?.survey;
    expect(answered(["answered", 8], ["promoter", 5], ["passive", 1], ["detractor", 2], ["score", 62])).toEqual({
      answered: 8,
      groups: { promoter: 5, passive: 1, detractor: 2 },
      nps: 38,
    });
    expect(answered(["answered", 4], ["satisfied", 3], ["dissatisfied", 1], ["score", 15])).toEqual({
      answered: 4,
      groups: { satisfied: 3, neutral: 0, dissatisfied: 1 },
      mean: 3.75,
    });
    expect(answered(["answered", 2])).toEqual({ answered: 2, groups: {} });
    expect(answered()).toBeUndefined();
  });

  it("tell who waits to begin, who is on their way and how the others ended", () => {
    const figures = sortFigures(
      counts(
        ["enrolled", 100],
        ["held out", 10],
        ["begun", 60],
        ["begun of holdout", 7],
        ["ended: won back (before it began)", 25],
        ["ended: refunded (before it began)", 5],
        ["ended: completed", 20],
        ["ended: goal", 30],
        ["ended: won back (held out)", 3],
        ["ended: won back (held out before it began)", 2],
        ["converted", 33],
        ["converted of holdout", 2],
        ["revenue USD", 990.5],
        ["revenue EUR", 12],
      ),
    );
    expect(figures).toEqual({
      enrolled: 100,
      heldOut: 10,
      waitingToBegin: 10,
      begun: 60,
      onTheirWay: 10,
      begunOfHoldout: 7,
      converted: 33,
      convertedOfHoldout: 2,
      revenue: { USD: 990.5, EUR: 12 },
      ended: [
        { why: "goal", n: 30 },
        { why: "completed", n: 20 },
      ],
      endedBeforeBegun: [
        { why: "won back", n: 25 },
        { why: "refunded", n: 5 },
      ],
      steps: [],
    });
  });

  it("tell of each step who came and why they left, and of messages what became of them", () => {
    const { steps } = sortFigures(
      counts(
        ["entered", 50, "we-miss-you"],
        ["left: won back", 3, "we-miss-you"],
        ["left: on", 40, "we-miss-you"],
        ["sent", 45, "we-miss-you"],
        ["withheld: no consent", 1, "we-miss-you"],
        ["withheld: too many", 4, "we-miss-you"],
        ["clicked", 9, "we-miss-you"],
        ["unsubscribed", 2, "we-miss-you"],
        ["opened by machine", 20, "we-miss-you"],
        ["clicked by machine", 3, "we-miss-you"],
        ["entered", 9, "branch-1"],
      ),
    );
    expect(steps).toEqual([
      { step: "branch-1", entered: 9, left: [] },
      {
        step: "we-miss-you",
        entered: 50,
        left: [
          { why: "on", n: 40 },
          { why: "won back", n: 3 },
        ],
        message: {
          sent: 45,
          unconfirmed: 0,
          withheld: [
            { why: "too many", n: 4 },
            { why: "no consent", n: 1 },
          ],
          deferred: [],
          delivered: 0,
          opened: 0,
          clicked: 9,
          bounced: 0,
          complained: 0,
          unsubscribed: 2,
          byMachine: { opened: 20, clicked: 3 },
        },
      },
    ]);
  });

  it("tell how many people are in each version", () => {
    const people = peopleByVersion(counts(["in version aa", 4], ["in version bb", 0], ["enrolled", 4]));
    expect([...people]).toEqual([["aa", 4]]);
  });
});
