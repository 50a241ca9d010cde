import { html } from "hono/html";

/** A page for customers: what it is called, and what stands on it. Everything put into `html` is escaped. */
export interface CustomerPage {
  title: string;
  body: ReturnType<typeof html>;
}

/** Asks before it acts: whoever scans links only looks. */
export function unsubscribePage(shop: string, isDone: boolean): CustomerPage {
  if (isDone) {
    return {
      title: `Unsubscribed from ${shop}`,
      body: html`<h1>You are unsubscribed</h1><p>${shop} will not write to you again.</p>`,
    };
  }
  return {
    title: `Unsubscribe from ${shop}`,
    body: html`<h1>Unsubscribe from ${shop}?</h1>
      <p>You will get no more messages. Your orders are not touched.</p>
      <form method="post"><button class="main">Unsubscribe</button></form>`,
  };
}

/** A no that is not written down yet must not be promised. */
export function tryAgainPage(shop: string): CustomerPage {
  return {
    title: "Please try again",
    body: html`<h1>Please try again</h1>
      <p>${shop} could not write down yet that you want no more messages. Please press the button again in a minute.</p>
      <form method="post"><button class="main">Unsubscribe</button></form>`,
  };
}

export function unknownLinkPage(shop: string): CustomerPage {
  return {
    title: "This link does not work",
    body: html`<h1>This link does not work</h1>
      <p>It may have been cut off on its way. Please open the link in ${shop}’s message again, or copy all of it.</p>`,
  };
}
