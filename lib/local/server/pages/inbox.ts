import { html } from "hono/html";
import type { InboxMail } from "../../inbox.ts";
import { type Site, shopTime } from "../site.ts";
import { page } from "./parts/layout.ts";
import { type Markup, NOTHING } from "./parts/markup.ts";
import { counted, relativeWords } from "./parts/words.ts";

export const MAILS_PER_PAGE = 50;

export interface InboxView {
  mails: InboxMail[];
  customer: string | undefined;
  before: number | undefined;
  note: string | undefined;
}

export function inboxPage(site: Site, { mails, customer, before, note }: InboxView): Markup {
  const query = (last?: number): string => {
    const words = new URLSearchParams({
      ...(customer === undefined ? {} : { customer }),
      ...(last === undefined ? {} : { before: String(last) }),
    }).toString();
    return words === "" ? "/inbox" : `/inbox?${words}`;
  };
  const last = mails.at(-1);
  return page(site, {
    title: "Inbox",
    menu: "inbox",
    path: query(before),
    note,
    body: html`
      <h1>Inbox</h1>
      <p class="lead">${
        customer === undefined
          ? html`${counted(site.runtime.inbox.count(), "message")}: everything that the campaigns sent. Nothing leaves this machine.`
          : html`What <a href="/customers/${encodeURIComponent(customer)}">${customer}</a> got. <a href="/inbox">Show everybody’s</a>`
      }</p>
      ${mails.length === 0 ? html`<p class="empty">No messages yet. Post a purchase, or move the clock forward.</p>` : html`<ul class="mails">${mails.map((mail) => row(site, mail))}</ul>`}
      ${mails.length === MAILS_PER_PAGE && last !== undefined ? html`<nav class="pages"><a href="${query(last.id)}" rel="next">Older</a></nav>` : NOTHING}`,
  });
}

function row(site: Site, { id, at, to, subject, campaign }: InboxMail): Markup {
  return html`<li><a class="open" href="/inbox/${id}"><span class="to">${to}</span><b>${subject}</b><span class="tag">${campaign}</span><span class="soft">${relativeWords(at, shopTime(site).now)}</span></a></li>`;
}
