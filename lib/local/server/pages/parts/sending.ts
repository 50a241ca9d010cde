import { html } from "hono/html";
import type { Pause } from "../../../../journey/records.ts";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { when } from "./words.ts";

/** At the top of the overview while marketing is held: nobody should wonder why nothing goes out. */
export function pausedNote(site: Site, pause: Pause | undefined): Markup | typeof NOTHING {
  const { marketing } = pause ?? {};
  if (marketing === undefined) return NOTHING;
  return html`<section class="note bad">
    <p><b>Marketing is paused</b> since ${when(marketing.at, shopTime(site))}: ${marketing.why}. Whoever comes to a marketing message is held
      there; transactional messages go out.</p>
    ${button("/resume", "Let marketing go on")}
  </section>`;
}

/** Whether messages go out, and the button that stops them. */
export function sending(pause: Pause | undefined): Markup {
  if (pause?.marketing !== undefined) return html`<p>Marketing is held; the button at the top lets it go on.</p>`;
  return html`<p>Messages go out.</p>${button("/pause", "Pause marketing")}`;
}

function button(action: string, words: string): Markup {
  return html`<form method="post" action="${action}"><button>${words}</button></form>`;
}
