import { SCORES, type SurveyKind } from "../../campaign/holds.ts";
import type { TemplateData } from "../ports.ts";

/** What the message of a survey says: its page, and for each score the page with that score chosen. */
export function surveyData(kind: SurveyKind, url: string): NonNullable<TemplateData["survey"]> {
  return { kind, url, choices: SCORES[kind].map((score) => ({ score, url: `${url}?score=${score}` })) };
}
