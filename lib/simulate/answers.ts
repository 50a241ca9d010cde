import { groupOf } from "../campaign/event-facts.ts";
import type { SurveyAnswered } from "../campaign/events.ts";
import { GROUPS, type Group, SCORES, type SurveyKind } from "../campaign/holds.ts";
import type { SendId } from "../journey/ports.ts";
import type { Rates } from "./rates.ts";

/** What a simulated customer answers. */
export interface Answer {
  kind: SurveyKind;
  score?: number;
  group?: Group;
}

/**
 * An answer by two draws from 0 to 1: the group, whose shares are weighed against each other, and the score within it. A question
 * that is answered in words has neither.
 */
export function answerOf(kind: SurveyKind, rates: Rates, drawn: { group: number; score: number }): Answer {
  const groups: readonly Group[] = GROUPS[kind];
  const all = groups.reduce((sum, group) => sum + rates[group], 0);
  let rest = drawn.group * all;
  for (const group of groups) {
    rest -= rates[group];
    if (rest >= 0) continue;
    const scores = SCORES[kind].filter((score) => groupOf(kind, score) === group);
    const score = scores[Math.floor(drawn.score * scores.length)];
    return { kind, group, ...(score === undefined ? {} : { score }) };
  }
  return { kind };
}

/** The event that tells it, as the page behind the links of a survey would. Undefined: there is nothing to tell. */
export function answeredEvent(
  message: SendId,
  survey: string,
  { kind, score }: Answer,
  at: number,
): SurveyAnswered | undefined {
  if (kind !== "text" && score === undefined) return undefined;
  const { enrollment, step } = message;
  return {
    type: "survey.answered",
    eventId: `simulated-answer:${enrollment}:${step}`,
    customerId: message.customer,
    at: new Date(at).toISOString(),
    survey,
    kind,
    ...(score === undefined ? { comment: "(simulated)" } : { score }),
    message: { enrollment, step },
  };
}
