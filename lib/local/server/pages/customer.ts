import { html } from "hono/html";
import { customerFacts } from "../../../journey/facts.ts";
import { zoneOf } from "../../../journey/zone-of-country.ts";
import type { CustomerFile } from "../read/customer.ts";
import { type Site, shopTime } from "../site.ts";
import { advocacyPanel } from "./parts/advocacy.ts";
import { consentPart } from "./parts/consent.ts";
import { eventList } from "./parts/events.ts";
import { page } from "./parts/layout.ts";
import { type Markup, NOTHING } from "./parts/markup.ts";
import { journeyTimeline } from "./parts/timeline.ts";
import { clockWords, count, counted, languageName, moneys, when } from "./parts/words.ts";

export function customerPage(site: Site, file: CustomerFile, note: string | undefined): Markup {
  const { contact, id, journeys, events } = file;
  const name = [contact?.firstName, contact?.lastName].filter((part) => part !== undefined).join(" ") || id;
  const path = `/customers/${encodeURIComponent(id)}`;
  return page(site, {
    title: name,
    menu: "customers",
    path,
    note,
    body: html`
      <p class="crumb"><a href="/customers">Customers</a> / ${id}</p>
      <h1>${name}</h1>
      <div class="columns wide-right">
        <div>
          <section class="panel"><h2>Profile</h2>${profile(site, file)}</section>
          ${advocacyPanel(site, file)}
          <section class="panel"><h2>Consent</h2>${consentPart(site, file)}</section>
          <section class="panel"><h2>They buy something</h2>${purchase(site, file, path)}</section>
          <section class="panel"><h2>Their data</h2>
            <p><a href="${path}/export.json" download>Download everything about them</a> · <a href="${path}/forget">Erase them…</a></p>
          </section>
        </div>
        <div>
          <section><h2>Journeys</h2>
            ${journeys.length === 0 ? html`<p class="empty">On no journey yet.</p>` : journeys.map((journey) => journeyTimeline(site, journey))}
          </section>
          <section><h2>Events</h2>${eventList(site, events, path)}</section>
        </div>
      </div>`,
  });
}

function profile(site: Site, { id, contact, profile }: CustomerFile): Markup {
  const { now, timeZone } = shopTime(site);
  const facts = customerFacts(profile, contact, site.project.shop, now);
  const gap = facts.averageGapDays as number | undefined;
  const zone = zoneOf(contact, site.project.shop);
  const attributes = Object.entries(profile?.attributes ?? {});
  return html`<dl class="facts">
    ${fact("E-mail", contact?.email)}
    ${fact("Messages", html`<a href="/inbox?customer=${encodeURIComponent(id)}">in the inbox</a>`)}
    ${fact("Orders", count(profile?.orders ?? 0))}
    ${fact("Spent", moneys(Object.entries(profile?.spent ?? {})) || undefined)}
    ${fact("Between orders", gap === undefined ? undefined : `${counted(Math.round(gap), "day")} on average`)}
    ${fact("First order", profile?.firstOrderAt === undefined ? undefined : when(profile.firstOrderAt, { now, timeZone }))}
    ${fact("Last order", profile?.lastOrderAt === undefined ? undefined : when(profile.lastOrderAt, { now, timeZone }))}
    ${fact("Bought", profile === undefined || profile.items.length === 0 ? undefined : html`<span class="tags">${profile.items.map(([sku, n]) => html`<span class="tag">${sku} × ${n}</span> `)}</span>`)}
    ${fact("Tags", profile === undefined || profile.tags.length === 0 ? undefined : profile.tags.map((tag) => html`<span class="tag">${tag}</span> `))}
    ${attributes.map(([name, value]) => fact(name, String(value)))}
    ${fact("Language", languageName(contact?.locale ?? site.project.shop.locale))}
    ${fact("Country", contact?.country)}
    ${fact("Their clock", html`${clockWords(now, zone)} <span class="soft">${zone}</span>`)}
  </dl>`;
}

function fact(words: string, value: unknown): Markup | typeof NOTHING {
  return value === undefined ? NOTHING : html`<dt>${words}</dt><dd>${value}</dd>`;
}

/** The form begins with what they bought last. */
function purchase({ project }: Site, { profile, events }: CustomerFile, path: string): Markup {
  const facts = events.find(({ type }) => type === "purchase")?.facts;
  const usual = typeof facts?.total === "number" ? facts.total : 30;
  const currency = typeof facts?.currency === "string" ? facts.currency : project.shop.currency;
  const last = profile?.items.at(-1)?.[0];
  return html`<form class="row" method="post" action="${path}/purchases">
    <label>Total <input name="total" type="number" min="0" step="any" value="${usual}" required></label>
    <label>Currency <input name="currency" value="${currency}" size="4" pattern="[A-Z]{3}" required></label>
    <label>Item <input name="sku" value="${last ?? ""}" size="14" maxlength="100"></label>
    <label>Code <input name="coupon" size="14" maxlength="60" placeholder="of a coupon or a friend"></label>
    <button class="main">Post a purchase</button>
  </form>`;
}
