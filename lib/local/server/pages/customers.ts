import { html } from "hono/html";
import { readHead } from "../../../journey/head.ts";
import { type Site, shopTime } from "../site.ts";
import { page } from "./parts/layout.ts";
import { type Markup, NOTHING } from "./parts/markup.ts";
import { count, counted, languageName, moneys, relativeWords } from "./parts/words.ts";

const PER_PAGE = 50;

export async function customersPage(
  site: Site,
  { search, number, note }: { search: string; number: number; note: string | undefined },
): Promise<Markup> {
  const { directory } = site.runtime;
  const total = directory.count(search);
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const shown = Math.min(Math.max(1, number), pages);
  const ids = directory.find({ search, offset: (shown - 1) * PER_PAGE, limit: PER_PAGE });
  const rows = await Promise.all(ids.map((id) => row(site, id)));
  const query = (n: number): string =>
    `/customers?${new URLSearchParams({ ...(search === "" ? {} : { search }), page: String(n) })}`;
  return page(site, {
    title: "Customers",
    menu: "customers",
    path: query(shown),
    note,
    body: html`
      <h1>Customers</h1>
      <form class="row" action="/customers" role="search">
        <input type="search" name="search" value="${search}" placeholder="id, name or e-mail" aria-label="Find customers">
        <button>Find</button> <span class="soft">${counted(total, "customer")}</span>
      </form>
      ${
        rows.length === 0
          ? html`<p class="empty">${search === "" ? "Nobody yet. The first event brings the first customer." : "Nobody like that. Try a part of the id, the name or the address."}</p>`
          : html`<div class="scroll"><table>
        <thead><tr><th>Customer</th><th>E-mail</th><th>Language</th><th class="n">Orders</th><th class="n">Spent</th><th>Last order</th><th>Journeys</th></tr></thead>
        <tbody>${rows}</tbody></table></div>`
      }
      ${pages === 1 ? NOTHING : html`<nav class="pages">${shown > 1 ? html`<a href="${query(shown - 1)}" rel="prev">Newer</a>` : NOTHING} <span>Page ${shown} of ${pages}</span> ${shown < pages ? html`<a href="${query(shown + 1)}" rel="next">Older</a>` : NOTHING}</nav>`}`,
  });
}

async function row(site: Site, id: string): Promise<Markup> {
  const { contact, profile, enrollments } = await readHead(site.runtime.table, id);
  const { now } = shopTime(site);
  const name = [contact?.firstName, contact?.lastName].filter((part) => part !== undefined).join(" ");
  const active = [...enrollments.values()].filter(({ status }) => status === "running" || status === "scheduled");
  return html`<tr>
    <td><a href="/customers/${encodeURIComponent(id)}">${name === "" ? id : name}</a> ${name === "" ? NOTHING : html`<small>${id}</small>`}</td>
    <td>${contact?.email ?? NOTHING}</td>
    <td>${languageName(contact?.locale ?? site.project.shop.locale)}</td>
    <td class="n">${count(profile?.orders ?? 0)}</td>
    <td class="n">${moneys(Object.entries(profile?.spent ?? {}))}</td>
    <td>${profile?.lastOrderAt === undefined ? NOTHING : relativeWords(profile.lastOrderAt, now)}</td>
    <td>${
      contact?.consent?.marketing === false
        ? html`<span class="tag bad">unsubscribed</span>`
        : active.map(
            ({ campaign, status }) => html`<span class="tag${status === "running" ? " on" : ""}">${campaign}</span> `,
          )
    }</td>
  </tr>`;
}
