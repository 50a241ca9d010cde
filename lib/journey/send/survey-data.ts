import type { SurveyKind } from "../../campaign/holds.ts";
import type { TemplateData } from "../ports.ts";

/** What each kind of survey may be answered with; a text has no score. */
const SCORES: Readonly<Record<SurveyKind, readonly number[]>> = {
  nps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  csat: [1, 2, 3, 4, 5],
  text: [],
};

/** What the message of a survey says: its page, and for each score the page with that score chosen. */
export function surveyData(kind: SurveyKind, url: string): NonNullable<TemplateData["survey"]> {
  return { kind, url, choices: SCORES[kind].map((score) => ({ score, url: `${url}?score=${score}` })) };
}
