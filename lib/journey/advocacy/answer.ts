import { groupOf } from "../../campaign/event-facts.ts";
import type { SurveyAnswered } from "../../campaign/events.ts";
import type { Put } from "../../store/table.ts";
import { keys } from "../keys.ts";
import { type Effect, type Profile, toItem } from "../records.ts";
import type { SurveyAnswer } from "./records.ts";

type Answered = Omit<SurveyAnswered, "type" | "customer">;

/** The profile with the newest score; answers may come in any order. */
export function withScore(profile: Profile, { kind, score, at }: Answered): Profile {
  if (kind === "text" || score === undefined) return profile;
  const when = Date.parse(at);
  const known = profile[kind];
  return known !== undefined && known.at > when ? profile : { ...profile, [kind]: { score, at: when } };
}

/** What is kept of an answer, and what marks the message that asked. */
export function answerOf(event: Answered): { write: Put; effects: Effect[] } {
  const { customerId, eventId, survey, kind, score, comment, message } = event;
  const at = Date.parse(event.at);
  const group = groupOf(kind, score);
  const answer: SurveyAnswer = {
    survey,
    kind,
    ...(score === undefined ? {} : { score }),
    ...(group === undefined ? {} : { group }),
    ...(comment === undefined ? {} : { comment }),
    at,
    ...message,
  };
  const facts = {
    answered: at,
    ...(group === undefined ? {} : { [group]: at }),
    ...(score === undefined ? {} : { score }),
  };
  return {
    write: { put: toItem(keys.answer(customerId, eventId), answer) },
    effects: message === undefined ? [] : [{ do: "answered", ...message, facts }],
  };
}
