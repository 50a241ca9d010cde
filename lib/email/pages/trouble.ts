import { html } from "hono/html";
import type { Reader } from "./language.ts";
import { type CustomerPage, page, way } from "./page.ts";

/** What is not written down yet must not be promised. The way back asks again, and does nothing by itself. */
export function tryAgainPage(reader: Reader): CustomerPage {
  const { shop, words } = reader;
  const { heading, text, back } = words.tryAgain;
  return page(reader, heading, html`<h1>${heading}</h1><p>${text(shop)}</p>${way("", back)}`);
}

export function unknownLinkPage(reader: Reader): CustomerPage {
  const { shop, words } = reader;
  const { heading, text } = words.unknownLink;
  return page(reader, heading, html`<h1>${heading}</h1><p>${text(shop)}</p>`);
}
