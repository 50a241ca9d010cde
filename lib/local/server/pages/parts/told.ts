import { html } from "hono/html";
import type { Told } from "../../keep/outgoing.ts";
import { type Markup, NOTHING } from "./markup.ts";

/** What a journey told somebody outside, and on demand every word of it. Here nobody outside was called. */
export function toldWords({ kind, to }: Pick<Told, "kind" | "to">, told: Told | undefined): Markup {
  const words = kind === "webhook" ? html`call of <b>${to}</b>` : html`alert to the team: <b>${to}</b>`;
  return html`${words} ${told === undefined ? NOTHING : whole(told)}`;
}

function whole({ body }: Told): Markup {
  return html`<details><summary>what would have been sent</summary><pre class="code">${JSON.stringify(body, null, 2)}</pre></details>`;
}
