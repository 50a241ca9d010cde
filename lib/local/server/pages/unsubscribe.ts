import { html } from "hono/html";
import { plainPage } from "./parts/layout.ts";
import type { Markup } from "./parts/markup.ts";

/** Asks before it acts: whoever scans links only looks. */
export function unsubscribePage(shop: string, isDone: boolean): Markup {
  if (isDone) {
    return plainPage(
      `Unsubscribed from ${shop}`,
      html`<h1>You are unsubscribed</h1><p>${shop} will not write to you again.</p>`,
    );
  }
  return plainPage(
    `Unsubscribe from ${shop}`,
    html`<h1>Unsubscribe from ${shop}?</h1>
      <p>You will get no more messages. Your orders are not touched.</p>
      <form method="post"><button class="main">Unsubscribe</button></form>`,
  );
}

/** A no that is not written down yet must not be promised. */
export function tryAgainPage(shop: string): Markup {
  return plainPage(
    "Please try again",
    html`<h1>Please try again</h1>
      <p>${shop} could not write down yet that you want no more messages. Please press the button again in a minute.</p>
      <form method="post"><button class="main">Unsubscribe</button></form>`,
  );
}

export function unknownLinkPage(shop: string): Markup {
  return plainPage(
    "This link does not work",
    html`<h1>This link does not work</h1>
      <p>It may have been cut off on its way. Please open the link in ${shop}’s message again, or copy all of it.</p>`,
  );
}
