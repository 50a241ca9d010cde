import type { Survey } from "../../campaign/steps/survey.ts";
import type { Shown } from "./shown.ts";

export const survey: Shown<Survey> = { words: (step) => `Ask ${step.survey} (${KINDS[step.kind ?? "nps"]})` };

const KINDS: Record<NonNullable<Survey["kind"]>, string> = { nps: "0 to 10", csat: "1 to 5", text: "in words" };
