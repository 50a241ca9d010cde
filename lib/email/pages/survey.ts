import { html } from "hono/html";
import type { SurveyKind } from "../../campaign/holds.ts";
import type { Reader } from "./language.ts";
import { type CustomerPage, type Markup, page } from "./page.ts";

/** Characters of an answer in words: as many as an event carries. */
export const COMMENT_MOST = 2000;

/** Names of the form's fields. */
export const ANSWER = { score: "score", comment: "comment" } as const;

/** The form as it is shown: `score` is chosen, and `comment` written, before the customer does anything. */
export interface SurveyForm {
  kind: SurveyKind;
  /** To choose from, the lowest first. */
  scores: readonly number[];
  score: number | undefined;
  comment: string;
  /** It was sent without what it asks for. */
  isIncomplete: boolean;
}

/** Asks, whatever the link says was chosen: whoever scans links only looks. */
export function surveyPage(reader: Reader, form: SurveyForm): CustomerPage {
  const { shop, words } = reader;
  const { send, about } = words.survey;
  const question = words.survey[form.kind].question(shop);
  return page(
    reader,
    // What is wrong is read out first.
    form.isIncomplete ? `${lackOf(reader, form)} ${question}` : question,
    html`<form method="post">
      ${form.kind === "text" ? inWords(reader, form) : onScale(reader, form.kind, form)}
      <p><button class="main">${send}</button></p>
      <p class="about">${about(shop)}</p></form>`,
  );
}

export function thanksPage(reader: Reader): CustomerPage {
  return lastWord(reader, "thanks");
}

/** The first answer counts. */
export function answeredPage(reader: Reader): CustomerPage {
  return lastWord(reader, "answered");
}

export function surveyOverPage(reader: Reader): CustomerPage {
  return lastWord(reader, "over");
}

function lastWord(reader: Reader, which: "thanks" | "answered" | "over"): CustomerPage {
  const { heading, text } = reader.words.survey[which];
  return page(reader, heading, html`<h1>${heading}</h1><p>${text(reader.shop)}</p>`);
}

/** Plain radio buttons: arrow keys choose, screen readers say the question once and what the ends mean. */
function onScale(reader: Reader, kind: Exclude<SurveyKind, "text">, form: SurveyForm): Markup {
  const { question, least, most } = reader.words.survey[kind];
  const { scores } = form;
  return html`<fieldset aria-describedby="${form.isIncomplete ? "lack ends" : "ends"}">
      <legend><h1>${question(reader.shop)}</h1></legend>
      ${lackNote(reader, form)}
      <p class="ends" id="ends"><span>${scores[0]} = ${least}</span> <span>${scores.at(-1)} = ${most}</span></p>
      <div class="scale">${scores.map((score) => scoreButton(score, score === form.score))}</div>
    </fieldset>
    <p><label for="comment">${reader.words.survey.comment}</label>
      ${field(form, html`rows="4"`)}</p>`;
}

function scoreButton(score: number, isChosen: boolean): Markup {
  return html`<label class="score"><input type="radio" name="${ANSWER.score}" value="${score}" required${isChosen ? html` checked` : ""}>
    <span>${score}</span></label>`;
}

function inWords(reader: Reader, form: SurveyForm): Markup {
  const { question, answer } = reader.words.survey.text;
  const wrong = form.isIncomplete ? html` aria-invalid="true" aria-describedby="lack"` : "";
  return html`<h1>${question(reader.shop)}</h1>
    ${lackNote(reader, form)}
    <p><label for="comment">${answer}</label>
      ${field(form, html`rows="6" required${wrong}`)}</p>`;
}

/** The text on a line of its own: browsers pass over one line break at its start. */
function field({ comment }: SurveyForm, attributes: Markup): Markup {
  return html`<textarea id="comment" name="${ANSWER.comment}" maxlength="${COMMENT_MOST}" ${attributes}>
${comment}</textarea>`;
}

function lackNote(reader: Reader, form: SurveyForm): Markup | string {
  return form.isIncomplete ? html`<p class="lack" id="lack" role="alert">${lackOf(reader, form)}</p>` : "";
}

function lackOf({ words }: Reader, { kind }: SurveyForm): string {
  const { missing } = words.survey;
  return kind === "text" ? missing.words : missing.score;
}
