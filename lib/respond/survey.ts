import { hash } from "node:crypto";
import { SURVEY_ANSWERED } from "../campaign/event-facts.ts";
import type { SurveyAnswered } from "../campaign/events.ts";
import { SCORES } from "../campaign/holds.ts";
import {
  ANSWER,
  answeredPage,
  COMMENT_MOST,
  type SurveyForm,
  surveyOverPage,
  surveyPage,
  thanksPage,
} from "../email/pages/survey.ts";
import type { SendId } from "../journey/ports.ts";
import { type Course, shown } from "./answers.ts";
import { contactOf, entryOf, readerFor } from "./standing.ts";

/**
 * Where customers answer the question of a message.
 *
 * 1. What is asked stands in the message's ledger entry. Without that, or when nobody knows the customer any more, it is over.
 * 2. The first answer counts: after it the page only says that we have it.
 * 3. A GET only asks, with the score of the link chosen: scanners follow links, and an answer moves campaigns.
 * 4. A POST without an answer asks again, and keeps what was typed.
 * 5. A POST with one puts an event through the shop's own door, the same event however often it is sent.
 */
export const survey: Course = async (ports, { token, query, body }) => {
  const message = ports.links.verify.survey(token);
  if (message === undefined) return undefined;
  const [contact, entry] = await Promise.all([contactOf(ports, message.customer), entryOf(ports, message)]);
  const reader = readerFor(ports, contact);
  const kind = entry?.survey;
  if (contact === undefined || entry === undefined || kind === undefined) return shown(surveyOverPage(reader));
  if (entry.answered !== undefined) return shown(answeredPage(reader));
  const form = body === undefined ? undefined : new URLSearchParams(body);
  const scores = SCORES[kind];
  const answer = { score: scoreIn(scores, form ?? query), comment: commentIn(form) };
  const isComplete = kind === "text" ? answer.comment !== "" : answer.score !== undefined;
  if (form === undefined || !isComplete) {
    const isIncomplete = form !== undefined;
    return { status: isIncomplete ? 400 : 200, page: surveyPage(reader, { kind, scores, ...answer, isIncomplete }) };
  }
  await ports.put(answerEvent(message, entry.template, ports.now(), { kind, ...answer }));
  return shown(thanksPage(reader));
};

/** One of these in its one spelling, or none. */
function scoreIn(scores: readonly number[], said: URLSearchParams): number | undefined {
  const written = said.get(ANSWER.score);
  return scores.find((score) => String(score) === written);
}

/** Browsers send a line's end as two characters and count it as one. No character is cut in two. */
function commentIn(form: URLSearchParams | undefined): string {
  const written = (form?.get(ANSWER.comment) ?? "").replace(/\r\n?/g, "\n").trim();
  return written
    .slice(0, COMMENT_MOST)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd();
}

function answerEvent(
  { customer, enrollment, step }: SendId,
  template: string,
  at: number,
  { kind, score, comment }: Pick<SurveyForm, "kind" | "score" | "comment">,
): SurveyAnswered {
  const digest = hash("sha256", [customer, enrollment, step].join("\n"), "hex").slice(0, 16);
  return {
    type: SURVEY_ANSWERED,
    eventId: `answer-${digest}`,
    customerId: customer,
    at: new Date(at).toISOString(),
    survey: template,
    kind,
    ...(score === undefined ? {} : { score }),
    ...(comment === "" ? {} : { comment }),
    message: { enrollment, step },
  };
}
