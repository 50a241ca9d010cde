import { html } from "hono/html";
import type { Shop } from "../../../../campaign/shop.ts";
import type { Consent } from "../../../../journey/contact.ts";
import { isChosen } from "../../../../journey/send/refusal.ts";
import type { CustomerFile } from "../../read/customer.ts";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { when } from "./words.ts";

const NEVER_ASKED: Record<Shop["consent"], string> = {
  "soft-opt-in": "This shop may write to its buyers until they say no.",
  strict: "This shop writes to nobody who has not said yes.",
  "double-opt-in": "This shop writes to nobody who has not said yes and confirmed it from their mailbox.",
};

/** What a customer and their mailbox said on marketing and topics, with what it still takes before any is sent. */
export function consentPart(site: Site, { contact, address }: CustomerFile): Markup {
  const { shop } = site.project;
  const given = contact?.consent;
  return html`${given === undefined ? html`<p>Never asked. ${NEVER_ASKED[shop.consent]}</p>` : word(site, given)}
    ${mailboxNo(site, address?.no, given)}
    ${topics(shop, contact?.topics)}`;
}

function word(site: Site, given: Consent): Markup {
  const asks = given.marketing && site.project.shop.consent === "double-opt-in";
  return html`<p>${yesOrNo(given.marketing)} ${when(given.at, shopTime(site))}</p>
    ${asks ? confirmation(site, given.confirmed) : NOTHING}
    <p class="soft">${given.source}${given.by === undefined ? NOTHING : html`, recorded by ${given.by}`}</p>
    ${given.wording === undefined ? NOTHING : html`<blockquote>${given.wording}</blockquote>`}`;
}

function confirmation(site: Site, confirmed: number | undefined): Markup {
  return confirmed === undefined
    ? html`<p><span class="tag bad">not confirmed</span> No marketing before they confirm it from their mailbox.</p>`
    : html`<p><span class="tag on">confirmed</span> ${when(confirmed, shopTime(site))}</p>`;
}

/** A no of the customer themselves says all; a yes that is later than the mailbox's no overrules it. */
function mailboxNo(
  site: Site,
  no: { at: number; source: string } | undefined,
  given: Consent | undefined,
): Markup | typeof NOTHING {
  if (no === undefined || given?.marketing === false || (given !== undefined && given.at > no.at)) return NOTHING;
  return html`<p>${yesOrNo(false)} of their mailbox, perhaps as another customer's: no marketing goes there. ${when(no.at, shopTime(site))}</p>
    <p class="soft">${no.source}</p>`;
}

function topics(shop: Shop, said: NonNullable<CustomerFile["contact"]>["topics"]): Markup | typeof NOTHING {
  const all = Object.entries(shop.topics ?? {});
  if (all.length === 0) return NOTHING;
  const row = ([id, { name }]: (typeof all)[number]) => {
    const words = typeof name === "string" ? name : (name[shop.locale] ?? Object.values(name)[0] ?? id);
    const open = said?.[id] === undefined ? html` <span class="soft">not chosen yet</span>` : NOTHING;
    return html`<dt>${words}${open}</dt> <dd>${yesOrNo(isChosen(id, said === undefined ? {} : { topics: said }, shop))}</dd> `;
  };
  return html`<h3>Topics</h3> <dl class="facts">${all.map(row)}</dl>`;
}

function yesOrNo(yes: boolean): Markup {
  return yes ? html`<span class="tag on">yes</span>` : html`<span class="tag bad">no</span>`;
}
