import { GROUPS, type Group, type SurveyKind } from "../../campaign/holds.ts";
import type { What } from "../tally.ts";

/** What the answers to a survey come to. */
export interface SurveyFigures {
  answered: number;
  /** promoter, passive and so on -> answers, the happiest first. */
  groups: Partial<Record<Group, number>>;
  /** Of an nps: the share of promoters less that of detractors, in points from -100 to 100. */
  nps?: number;
  /** Of a csat: the mean of the scores from 1 to 5. */
  mean?: number;
}

/** Undefined for a step that nobody answered. `of`: how often this was counted of the step. */
export function surveyFigures(of: (what: What) => number): SurveyFigures | undefined {
  const answered = of("answered");
  if (answered === 0) return undefined;
  const kind = (["nps", "csat"] as const).find((one) => answersOf(one, of) > 0);
  if (kind === undefined) return { answered, groups: {} };
  const groups = Object.fromEntries(GROUPS[kind].map((group) => [group, of(group)]).reverse());
  return {
    answered,
    groups,
    ...(kind === "nps" ? { nps: npsOf(of) } : { mean: of("score") / answersOf(kind, of) }),
  };
}

/** The net promoter score of what somebody answered, in whole points. */
export function npsOf(of: (what: What) => number): number {
  return Math.round((100 * (of("promoter") - of("detractor"))) / answersOf("nps", of));
}

function answersOf(kind: SurveyKind, of: (what: What) => number): number {
  return GROUPS[kind].reduce((sum, group) => sum + of(group), 0);
}
