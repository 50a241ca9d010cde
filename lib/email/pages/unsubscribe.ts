import { html } from "hono/html";
import type { Reader } from "./language.ts";
import { type CustomerPage, page, way } from "./page.ts";

/** Asks before it acts: whoever scans links only looks. `preferences`: where else the customer may go. */
export function unsubscribePage(reader: Reader, preferences: string | undefined): CustomerPage {
  const { shop, words } = reader;
  const { title, heading, explain, button, choose } = words.unsubscribe;
  return page(
    reader,
    title(shop),
    html`<h1>${heading(shop)}</h1>
      <p>${explain}</p>
      <form method="post"><button class="main">${button}</button></form>
      ${preferences === undefined ? "" : way(preferences, choose)}`,
  );
}

/** The no is written down. Who pressed by mistake finds the way back, if it is theirs. */
export function unsubscribedPage(reader: Reader, preferences: string | undefined): CustomerPage {
  const { shop, words } = reader;
  const { title, heading, text, back } = words.unsubscribed;
  const wayBack = preferences === undefined ? "" : way(preferences, back);
  return page(reader, title(shop), html`<h1>${heading}</h1><p>${text(shop)}</p>${wayBack}`);
}
