import { html } from "hono/html";
import type { Send } from "../../../journey/records.ts";
import type { InboxMail } from "../../inbox.ts";
import { type Site, shopTime } from "../site.ts";
import { page } from "./parts/layout.ts";
import { type Markup, NOTHING } from "./parts/markup.ts";
import { languageName, when } from "./parts/words.ts";

/** A message as its reader sees it. Its HTML is shown in a frame that may neither run scripts nor load from here. */
export function mailPage(site: Site, mail: InboxMail, send: Send | undefined, note: string | undefined): Markup {
  const { id, subject, text, sendId, campaign, headers } = mail;
  const clock = shopTime(site);
  return page(site, {
    title: subject,
    menu: "inbox",
    path: `/inbox/${id}`,
    note,
    body: html`
      <p class="crumb"><a href="/inbox">Inbox</a> / ${id}</p>
      <h1>${subject}</h1>
      <dl class="facts headers">
        <dt>From</dt><dd>${mail.fromName} <span class="soft">${mail.from}</span></dd>
        <dt>To</dt><dd>${mail.to} <span class="soft"><a href="/customers/${encodeURIComponent(sendId.customer)}">${sendId.customer}</a></span></dd>
        ${mail.replyTo === undefined ? NOTHING : html`<dt>Answers to</dt><dd>${mail.replyTo}</dd>`}
        <dt>Sent</dt><dd>${when(mail.at, clock)}</dd>
        <dt>Campaign</dt><dd><a href="/campaigns/${campaign}">${campaign}</a>, step ${sendId.step}</dd>
        ${send?.locale === undefined ? NOTHING : html`<dt>Language</dt><dd>${languageName(send.locale)} <span class="soft">${send.locale}</span></dd>`}
        ${(["opened", "clicked"] as const).map((fact) => (send?.[fact] === undefined ? NOTHING : html`<dt>${fact === "opened" ? "Opened" : "Clicked"}</dt><dd>${when(send[fact], clock)}</dd>`))}
      </dl>
      <iframe class="mail" src="/inbox/${id}/html" title="The message" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
      <details><summary>As plain text</summary><pre class="text">${text}</pre></details>
      <details><summary>Headers</summary><pre class="text">${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join("\n")}</pre></details>
      <p><a href="/inbox/${id}/eml" download>Download as .eml</a> <span class="soft">the message as it is sent, for a mail program to open</span></p>
      <p class="soft">Looking at a message here counts as its open, and following a link in it as a click, as for the customer.</p>`,
  });
}
