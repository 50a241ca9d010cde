import { html } from "hono/html";
import type { Site } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { counted } from "./words.ts";

const MOST_SHOWN = 5;

/** What was given up after too many tries, with the reasons; nothing when there is none. */
export function setAside({ runtime }: Site): Markup | typeof NOTHING {
  const reasons = [
    ...runtime.intake.poison().map(({ why }) => why),
    ...runtime.world.engine.deadLetters().map(({ error, message }) => `${error}: ${message}`),
  ];
  if (reasons.length === 0) return NOTHING;
  return html`<section class="note bad">
    <b>${counted(reasons.length, "thing")} could not be handled and was set aside</b>, so that the others go on. The database keeps ${reasons.length === 1 ? "it" : "them"} with the reason:
    <ul>${[...new Set(reasons)].slice(0, MOST_SHOWN).map((reason) => html`<li>${reason}</li>`)}</ul>
  </section>`;
}
