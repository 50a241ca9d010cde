import { number, percent } from "../../../../lib/simulate/numbers.ts";
import { printAnswers } from "../../../../lib/simulate/print/answers.ts";
import type { LabeledCampaign } from "../status.ts";

/** What was answered to each step that asks something. */
export function printSurveys(steps: LabeledCampaign["steps"]): string[] {
  const lines = steps.flatMap(({ step, message }) => {
    if (message?.survey === undefined) return [];
    const { sent, survey } = message;
    const share = sent === 0 ? "" : `${percent(survey.answered / sent)} of ${number(sent)}`;
    return printAnswers(`${step} answered`, survey, share);
  });
  return lines.length === 0 ? [] : [...lines, ""];
}
