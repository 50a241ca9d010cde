import { html } from "hono/html";
import type { Reader, Said } from "./language.ts";

/** A page for customers: its language, what it is called, and what stands on it. Everything put into `html` is escaped. */
export interface CustomerPage {
  language: string;
  title: string;
  body: Markup;
}

export type Markup = ReturnType<typeof html>;

export function page({ language }: Reader, title: string, body: Markup): CustomerPage {
  return { language, title, body };
}

export function said({ text, lang }: Said): Markup {
  return lang === undefined ? html`${text}` : html`<span lang="${lang}">${text}</span>`;
}

/** A way on, large enough for a thumb. */
export function way(href: string, words: string): Markup {
  return html`<p><a class="way" href="${href}">${words}</a></p>`;
}
