import { describe, expect, test } from "vitest";
import { groupOf } from "../../lib/campaign/event-facts.ts";
import { eventSchemaFor } from "../../lib/campaign/events.ts";
import { GROUPS, SCORES, type SurveyKind } from "../../lib/campaign/holds.ts";
import { sampleData } from "../../lib/email/sample.ts";
import { surveyData } from "../../lib/journey/send/survey-data.ts";
import { compiled, SHOP, withBody } from "../email/support.ts";

const ALL = Array.from({ length: 13 }, (_, index) => index - 1);

describe.each(Object.keys(GROUPS) as SurveyKind[])("the scores of %s", (kind) => {
  const answer = { type: "survey.answered", eventId: "e-1", customerId: "c-1", at: "2026-10-30T09:15:00Z" };
  const words = kind === "text" ? { comment: "Fine." } : {};

  test("are what answers may have, and nothing else", () => {
    const isTaken = (score: number) =>
      eventSchemaFor(answer.type).safeParse({ ...answer, survey: "ask", kind, score, ...words }).success;
    expect(ALL.filter(isTaken)).toEqual(SCORES[kind]);
  });

  test("are what messages and previews let people choose from", async () => {
    const { choices } = surveyData(kind, "https://bluecup.example/s/1");
    expect(choices.map(({ score }) => score)).toEqual(SCORES[kind]);
    const template = await compiled(withBody("<mj-text>Hello</mj-text>"));
    const { survey } = sampleData({ ...template, sample: { survey: { kind } } }, SHOP);
    expect(survey?.choices.map(({ score }) => score)).toEqual(SCORES[kind]);
  });

  test("make each of its groups", () => {
    expect([...new Set(SCORES[kind].map((score) => groupOf(kind, score)))]).toEqual([...GROUPS[kind]]);
  });
});
