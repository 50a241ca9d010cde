import { html } from "hono/html";
import type { Happening } from "../../keep/activity.ts";
import { type Site, shopTime } from "../../site.ts";
import type { Markup } from "./markup.ts";
import { toldWords } from "./told.ts";
import { relativeWords } from "./words.ts";

type Said = (detail: string, site: Site) => Markup;

const EVENTS: Record<string, string> = {
  purchase: "bought",
  refund: "was refunded",
  profile: "told about themselves",
};

const SAID: Record<Happening["what"], Said> = {
  event: (type) => html`${EVENTS[type] ?? html`event <b>${type}</b>`}`,
  mail: (id, { runtime }) =>
    html`got <a href="/inbox/${id}">${runtime.inbox.get(Number(id))?.subject ?? "a message"}</a>`,
  opened: (step) => html`opened <b>${step}</b>`,
  clicked: (step) => html`clicked in <b>${step}</b>`,
  bounced: (step) => html`could not be reached by <b>${step}</b>`,
  complained: (step) => html`complained about <b>${step}</b>`,
  unsubscribed: () => html`unsubscribed`,
  preferred: () => html`chose what to get`,
  webhook: saidOutside,
  alert: saidOutside,
};

function saidOutside(id: string, { runtime }: Site): Markup {
  const told = runtime.outgoing.get(id);
  if (told === undefined) return html`led to a call`;
  return html`led to ${told.kind === "webhook" ? "a" : "an"} ${toldWords(told, told)}`;
}

/** What happened last in the shop, the latest first. */
export function activityList(site: Site): Markup {
  const { now } = shopTime(site);
  const { activity, directory } = site.runtime;
  const latest = activity.latest(14);
  if (latest.length === 0) return html`<p class="empty">Nothing yet. Post an event, and watch what it starts.</p>`;
  return html`<ul class="lines">${latest.map(
    ({ what, at, customer, detail }) =>
      html`<li><span><a href="/customers/${encodeURIComponent(customer)}">${directory.nameOf(customer)}</a> ${SAID[what](detail, site)}</span> <span class="soft">${relativeWords(at, now)}</span></li>`,
  )}</ul>`;
}
