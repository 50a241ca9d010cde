import { html } from "hono/html";
import type { Campaign } from "../../../campaign/campaign.ts";
import type { Pause } from "../../../journey/records.ts";
import { summaryOf } from "../read/summary.ts";
import { type Site, shopTime } from "../site.ts";
import { activityList } from "./parts/activity.ts";
import { type Page, page } from "./parts/layout.ts";
import { type Markup, NOTHING } from "./parts/markup.ts";
import { pausedNote, sending } from "./parts/sending.ts";
import { setAside } from "./parts/set-aside.ts";
import { count, counted, moneys, share, when } from "./parts/words.ts";

export function overviewPage(site: Site, pause: Pause | undefined, note: string | undefined): Markup {
  const { campaigns } = site.project;
  return page(site, {
    title: "Campaigns",
    menu: "overview",
    path: "/",
    note,
    body: html`
      ${pausedNote(site, pause)}
      ${setAside(site)}
      ${leftOut(site)}
      <h1>Campaigns</h1>
      ${campaigns.length === 0 ? NO_CAMPAIGNS : html`<div class="cards">${campaigns.map(({ campaign }) => card(site, campaign))}</div>`}
      ${retired(site)}
      <div class="columns">
        <section><h2>What happened last</h2>${activityList(site)}</section>
        <section><h2>Post an event</h2>${firstEvent(site)}<h2 id="clock">The clock</h2>${clock(site)}<h2>Sending</h2>${sending(pause)}</section>
      </div>`,
  } satisfies Page);
}

/** Files with faults, so that nobody takes a campaign with a slip in it for a deleted one. */
function leftOut({ project }: Site): Markup | typeof NOTHING {
  const { leftOut: faults = [] } = project;
  if (faults.length === 0) return NOTHING;
  return html`<section class="note bad">
    <strong>Left out until mended, then start again:</strong>
    <ul>${faults.map((fault) => html`<li>${fault}</li>`)}</ul>
  </section>`;
}

const NO_CAMPAIGNS = html`<p class="empty">No campaigns yet. Put one into <code>campaigns/</code> and start again.</p>`;

function card({ runtime }: Site, { id, name, note, stage }: Campaign): Markup {
  const summary = summaryOf(runtime.figures, id);
  const standing = runtime.standings.of(id);
  const total = (what: "waiting" | "running" | "heldOut"): number => standing.reduce((sum, one) => sum + one[what], 0);
  const { sent, opened, clicked, converted, revenue } = summary;
  return html`<article class="card">
    <h2><a href="/campaigns/${id}">${name}</a> ${stage === undefined ? NOTHING : html`<span class="tag">${stage}</span>`}</h2>
    ${note === undefined ? NOTHING : html`<p class="soft">${note}</p>`}
    <dl class="figures">
      ${figure("enrolled", summary.enrolled)}
      ${figure("waiting to begin", total("waiting"))}
      ${figure("on their way", total("running"))}
      ${figure("held out", summary.heldOut)}
      ${figure("sent", sent)}
      ${figure("opened", opened, share(opened, sent))}
      ${figure("clicked", clicked, share(clicked, sent))}
      ${figure("converted", converted)}
    </dl>
    <p class="money">${revenue.size === 0 ? html`<span class="soft">no revenue yet</span>` : moneys(revenue)}</p>
  </article>`;
}

function figure(words: string, n: number, aside = ""): Markup {
  return html`<div><dt>${words}</dt><dd>${count(n)}${aside === "" ? NOTHING : html` <small>${aside}</small>`}</dd></div>`;
}

/** Campaigns whose file is gone or has faults: nobody new comes in, and who is in goes on. */
function retired({ project, runtime }: Site): Markup | typeof NOTHING {
  const known = new Set(project.campaigns.map(({ campaign }) => campaign.id));
  const gone = runtime.standings.campaigns().filter((id) => !known.has(id));
  if (gone.length === 0) return NOTHING;
  return html`<p class="soft">Without a file that can be used, but finishing for who is in: ${gone.map((id, index) => html`${index === 0 ? "" : ", "}<a href="/campaigns/${id}">${id}</a>`)}.</p>`;
}

function firstEvent({ clock, url, project }: Site): Markup {
  const at = clock.now();
  const event = {
    type: "purchase",
    eventId: `try-${at}`,
    customerId: "ann",
    at: new Date(at).toISOString(),
    customer: { email: "ann@example.com", firstName: "Ann" },
    order: { id: `order-${at}`, total: 34.5, currency: project.shop.currency },
  };
  return html`<p>Paste this into a terminal; the answer says what it started.</p>
    <pre class="code">curl ${url}/events \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify(event, null, 1).replaceAll("\n", "\n  ")}'</pre>`;
}

/** In hours as long as they are easily counted. */
function aheadWords(milliseconds: number): string {
  if (milliseconds < 60_000) return "not at all";
  const hours = Math.round(milliseconds / 3_600_000);
  return hours < 72 ? counted(hours, "hour") : counted(Math.round(hours / 24), "day");
}

function clock(site: Site): Markup {
  const { now, timeZone } = shopTime(site);
  const next = site.runtime.world.loop.nextAt();
  const ahead = site.ahead();
  return html`<dl class="facts">
      <dt>In the shop</dt><dd>${when(now, { now, timeZone })} <span class="soft">${timeZone}</span></dd>
      <dt>Ahead of real time</dt><dd>${aheadWords(ahead)}</dd>
      <dt>Next thing due</dt><dd>${next === undefined ? "nothing waits" : when(next, { now, timeZone })}</dd>
    </dl>
    <form method="post" action="/clock" class="row">
      <input type="hidden" name="back" value="/">
      <label>Go forward <input name="forward" value="30 days" size="10" required></label>
      <button>Go</button>
    </form>`;
}
