import { html } from "hono/html";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { clockWords } from "./words.ts";

export interface Page {
  title: string;
  /** Which entry of the menu it belongs to. */
  menu?: "overview" | "customers" | "inbox";
  /** Where the clock's buttons come back to. */
  path: string;
  /** What the last button led to. */
  note?: string | undefined;
  body: Markup;
}

const MENU = {
  overview: ["/", "Campaigns"],
  customers: ["/customers", "Customers"],
  inbox: ["/inbox", "Inbox"],
} as const;
const BUTTONS = { "1h": "+1 hour", "1d": "+1 day", "7d": "+7 days", next: "Next thing due" };

export function page(site: Site, { title, menu, path, note, body }: Page): Markup {
  const { name } = site.project.shop;
  const trouble = site.trouble();
  return document(
    `${title} · ${name}`,
    html`<header class="top">
        <a class="brand" href="/">${name}</a>
        <nav>
          ${Object.entries(MENU).map(
            ([key, [href, words]]) =>
              html`<a href="${href}"${key === menu ? html` aria-current="page"` : NOTHING}>${words}</a>`,
          )}
        </nav>
        ${clockBar(site, path)}
      </header>
      <main>
        ${note === undefined ? NOTHING : html`<p class="note" role="status">${note}</p>`}
        ${trouble === undefined ? NOTHING : html`<p class="note bad">Journeys stand still: ${trouble}</p>`}
        ${body}
      </main>`,
  );
}

function document(title: string, body: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="stylesheet" href="/style.css">
    <link rel="icon" href="/icon.svg" type="image/svg+xml">
  </head>
  <body>${body}</body>
</html>`;
}

function clockBar(site: Site, path: string): Markup {
  const { now, timeZone } = shopTime(site);
  return html`<form class="clock" method="post" action="/clock">
    <input type="hidden" name="back" value="${path}">
    <span class="hand" title="The shop's clock, ${timeZone}">
      <time datetime="${new Date(now).toISOString()}">${clockWords(now, timeZone)}</time>
    </span>
    ${Object.entries(BUTTONS).map(([value, words]) => html`<button name="forward" value="${value}">${words}</button>`)}
  </form>`;
}
