import { html } from "hono/html";
import type { Reader } from "./language.ts";
import { type CustomerPage, page, way } from "./page.ts";

/** Asks for the yes in the words that are kept as its evidence. */
export function confirmPage(reader: Reader): CustomerPage {
  const { shop, words } = reader;
  const { title, heading, otherwise } = words.confirm;
  return page(
    reader,
    title(shop),
    html`<h1>${heading(shop)}</h1>
      <p>${words.agreement(shop)}</p>
      <form method="post"><button class="main">${words.yes}</button></form>
      <p class="about">${otherwise}</p>`,
  );
}

export function confirmedPage(reader: Reader, preferences: string): CustomerPage {
  const { shop, words } = reader;
  const { heading, text, choose } = words.confirm.done;
  return page(reader, heading, html`<h1>${heading}</h1><p>${text(shop)}</p>${way(preferences, choose)}`);
}

/** The yes would be somebody else's: the customer has another address now. */
export function movedPage(reader: Reader): CustomerPage {
  const { shop, words } = reader;
  const { heading, text } = words.confirm.moved;
  return page(reader, heading, html`<h1>${heading}</h1><p>${text(shop)}</p>`);
}

/** A link that waited in a mailbox does not overrule a no. */
export function declinedPage(reader: Reader, preferences: string): CustomerPage {
  const { shop, words } = reader;
  const { heading, text, choose } = words.confirm.declined;
  return page(reader, heading, html`<h1>${heading}</h1><p>${text(shop)}</p>${way(preferences, choose)}`);
}
