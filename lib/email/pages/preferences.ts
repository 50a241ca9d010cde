import { html } from "hono/html";
import type { Reader, Said } from "./language.ts";
import { type CustomerPage, type Markup, page, said, way } from "./page.ts";

/** What the page of preferences shows of one customer. */
export interface Shown {
  topics: readonly { id: string; name: Said; description?: Said; isChosen: boolean }[];
  /** on: gets what is chosen; off: gets nothing; said no: gets nothing, by their own word; blocked: the address is never mailed. */
  standing: "on" | "off" | "said no" | "blocked";
  isSaved: boolean;
}

/**
 * Names of the form's fields. `shown` tells which topics the customer had before their eyes: one that came later was not
 * declined by them.
 */
export const FIELDS = { topic: "topic", shown: "shown", no: "no", yes: "yes" } as const;

/** Where a customer chooses topics, stops everything, or says yes again. */
export function preferencesPage(reader: Reader, shown: Shown): CustomerPage {
  const { shop, words } = reader;
  const { title, saved } = words.preferences;
  return page(
    reader,
    title(shop),
    html`<h1>${title(shop)}</h1>
      ${shown.isSaved ? html`<p class="note" role="status">${saved}</p>` : ""}
      ${STANDINGS[shown.standing](reader, shown)}`,
  );
}

/** The yes is on its way through the shop's door. The way back shows how things stand by then. */
export function takenPage(reader: Reader): CustomerPage {
  const { heading, text, back } = reader.words.preferences.taken;
  return page(reader, heading, html`<h1>${heading}</h1><p>${text(reader.shop)}</p>${way("", back)}`);
}

/** To whoever reads a mailbox that is the customer's no more: nothing of theirs is shown, and everything can be stopped. */
export function leftPage(reader: Reader): CustomerPage {
  const { shop, words } = reader;
  const { heading } = words.confirm.moved;
  return page(reader, heading, html`<h1>${heading}</h1><p>${words.preferences.left(shop)}</p>${stopForm(reader)}`);
}

const STANDINGS: Record<Shown["standing"], (reader: Reader, shown: Shown) => Markup> = {
  on: (reader, shown) => html`${chooseForm(reader, shown)}${stopForm(reader)}`,
  off: (reader, shown) => yesForm(reader, shown, reader.words.yes),
  "said no": (reader, shown) => yesForm(reader, shown, reader.words.preferences.again),
  blocked: ({ shop, words }) => html`<p>${words.preferences.blocked(shop)}</p>`,
};

function chooseForm(reader: Reader, { topics }: Shown): Markup | string {
  if (topics.length === 0) return "";
  return html`<form method="post">${topicList(reader, topics)}
    <button class="main">${reader.words.preferences.save}</button></form>`;
}

function yesForm(reader: Reader, { topics }: Shown, button: string): Markup {
  const { shop, words } = reader;
  return html`<p>${words.preferences.off}</p>
    <form method="post">${topicList(reader, topics)}
    <p>${words.agreement(shop)}</p>
    <button class="main" name="${FIELDS.yes}" value="1">${button}</button></form>`;
}

function stopForm({ words }: Reader): Markup {
  const { heading, explain, button } = words.preferences.stop;
  return html`<form method="post" class="apart"><h2>${heading}</h2>
    <p>${explain}</p>
    <button name="${FIELDS.no}" value="1">${button}</button></form>`;
}

function topicList({ words }: Reader, topics: Shown["topics"]): Markup | string {
  if (topics.length === 0) return "";
  return html`<fieldset><legend>${words.preferences.question}</legend>${topics.map(topicBox)}</fieldset>`;
}

function topicBox({ id, name, description, isChosen }: Shown["topics"][number]): Markup {
  const about = description === undefined ? "" : html`<span class="about">${said(description)}</span>`;
  return html`<label class="topic">
    <input type="checkbox" name="${FIELDS.topic}" value="${id}"${isChosen ? html` checked` : ""}>
    <span>${said(name)}${about}</span></label>
    <input type="hidden" name="${FIELDS.shown}" value="${id}">`;
}
