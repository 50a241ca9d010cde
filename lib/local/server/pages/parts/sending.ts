import { html } from "hono/html";
import type { Pause } from "../../../../journey/records.ts";
import { type Site, shopTime } from "../../site.ts";
import type { Markup } from "./markup.ts";
import { when } from "./words.ts";

/** Whether messages go out, and the button that stops them or lets them go on. */
export function sending(site: Site, pause: Pause | undefined): Markup {
  const { marketing } = pause ?? {};
  if (marketing === undefined) {
    return html`<p>Messages go out.</p>${button("/pause", "Pause marketing")}`;
  }
  return html`<p class="note bad">
      <b>Marketing is paused</b> since ${when(marketing.at, shopTime(site))}: ${marketing.why}. Whoever comes to a marketing message is held
      there; transactional messages go out.
    </p>
    ${button("/resume", "Let marketing go on")}`;
}

function button(action: string, words: string): Markup {
  return html`<form method="post" action="${action}"><button>${words}</button></form>`;
}
