import { describe, expect, it } from "vitest";
import { eventSchemaFor } from "../../lib/campaign/events.ts";
import { answeredEvent, answerOf } from "../../lib/simulate/answers.ts";
import { type Reaction, reactions } from "../../lib/simulate/customers.ts";
import { printReport } from "../../lib/simulate/print.ts";
import { DEFAULT_RATES, type Rates } from "../../lib/simulate/rates.ts";
import { START } from "../support/events.ts";
import { buys, run, until } from "./given.ts";

const MESSAGES = 8_000;

function drawn(survey: "nps" | "csat" | undefined, rates: Rates = DEFAULT_RATES): Reaction[][] {
  return Array.from({ length: MESSAGES }, (_, index) =>
    reactions({ customer: `c${index}`, enrollment: `e${index}`, step: "ask" }, START, rates, "seed", survey),
  );
}

describe("a message that asks something", () => {
  const answers = drawn("nps").flatMap((list) => list.flatMap((reaction) => reaction.answers ?? []));

  it("is answered as often as the rate says", () => {
    expect(answers.length / MESSAGES).toBeCloseTo(0.12, 1.5);
  });

  it.each([
    ["promoter", 0.5],
    ["passive", 0.3],
    ["detractor", 0.2],
  ])("is answered by a %s so often: %d", (group, share) => {
    const many = answers.filter((answer) => answer.group === group).length / answers.length;
    expect(Math.abs(many - share)).toBeLessThan(0.06);
  });

  it("is answered some time after it was opened, and by nobody who did not open it", () => {
    for (const list of drawn("csat")) {
      const answer = list.find((reaction) => reaction.answers !== undefined);
      if (answer === undefined) continue;
      const opened = list.find(({ engagement }) => engagement?.fact === "opened");
      expect(answer.at).toBeGreaterThan(opened?.at ?? Number.POSITIVE_INFINITY);
    }
  });

  it("has the same opens and clicks as one that asks nothing, when fewer answer than open", () => {
    const without = drawn("nps").map((list) => list.filter((reaction) => reaction.answers === undefined));
    expect(without).toEqual(drawn(undefined));
  });
});

describe("a score", () => {
  const draws = Array.from({ length: 400 }, (_, index) => ({ group: (index % 20) / 20, score: index / 400 }));
  const scores = (kind: "nps" | "csat", rates: Partial<Rates>) =>
    new Set(draws.map((draw) => answerOf(kind, { ...DEFAULT_RATES, ...rates }, draw).score));

  it("is one of its group's", () => {
    expect(scores("nps", { passive: 0, detractor: 0 })).toEqual(new Set([9, 10]));
    expect(scores("nps", { promoter: 0, detractor: 0 })).toEqual(new Set([7, 8]));
    expect(scores("nps", { promoter: 0, passive: 0 })).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
    expect(scores("csat", { neutral: 0, dissatisfied: 0 })).toEqual(new Set([4, 5]));
    expect(scores("csat", { satisfied: 0, dissatisfied: 0 })).toEqual(new Set([3]));
    expect(scores("csat", { satisfied: 0, neutral: 0 })).toEqual(new Set([1, 2]));
  });

  it("makes an event that the shop's door takes; a question in words is answered in words", () => {
    const message = { customer: "ana", enrollment: "0f3a5c7e9b1d2f4a6c8e0b1d3f5a7c9e", step: "ask" };
    for (const kind of ["nps", "csat", "text"] as const) {
      const answer = answerOf(kind, DEFAULT_RATES, { group: 0.99, score: 0.5 });
      const event = answeredEvent(message, "how-likely", answer, START);
      expect(eventSchemaFor("survey.answered").safeParse(event)).toMatchObject({ success: true });
    }
  });
});

describe("the report on a survey", () => {
  const ask = { id: "nps", start: { on: "purchase" }, steps: [{ survey: "how-likely" }, { wait: "5 days" }] };
  const people = Array.from({ length: 300 }, (_, index) => buys(`c${index}`, index % 20)).flat();
  const asked = (rates: Partial<Rates>) => run([...people, ...until(40)], { campaigns: [ask], rates });

  it("says how many answered, and the score of all in points", async () => {
    const { report } = await asked({ answered: 1, promoter: 0.5, passive: 0, detractor: 0.5 });
    const [survey] = report.campaigns[0]?.surveys ?? [];
    expect(survey).toMatchObject({ step: "how-likely", kind: "nps", sent: 300, answered: 300 });
    const { promoter = 0, detractor = 0 } = survey?.groups ?? {};
    expect(promoter + detractor).toBe(300);
    expect(survey?.nps).toBe(Math.round((100 * (promoter - detractor)) / 300));
    expect(printReport(report)).toMatch(/how-likely answered \(nps\) +300 {2}100\.0% of 300; supposed by the rates\n/);
  });

  it("has no score of a survey that nobody answered", async () => {
    const [survey] = (await asked({ answered: 0 })).report.campaigns[0]?.surveys ?? [];
    expect(survey).toMatchObject({ sent: 300, answered: 0 });
    expect(survey).not.toHaveProperty("nps");
  });

  it("asks one customer once a period, whatever they buy", async () => {
    const often = { ...ask, start: { on: "purchase", again: "always" as const } };
    const { report } = await run([...buys("ana", 0, 10, 50, 95), ...until(100)], { campaigns: [often] });
    expect(report.limits.find(({ of }) => of === "survey")).toMatchObject({ allows: 1, most: 1, broken: 0 });
    expect(report.messages).toMatchObject({ sent: 2, withheld: { "surveyed lately": 2 } });
  });
});
