import { html } from "hono/html";
import type { Enrollment, Send } from "../../../../journey/records.ts";
import type { Journey, Moment } from "../../read/customer.ts";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { clockWords, languageName, money, when } from "./words.ts";

/** One journey, from the event that started it to its end. One that ended before it began has a line. */
export function journeyTimeline(site: Site, { enrollment, moments }: Journey): Markup {
  const { event, at, version } = enrollment;
  if (moments.length === 0 && enrollment.endedAt !== undefined) return brief(site, enrollment, enrollment.endedAt);
  const lines = [
    ...moments.map((moment) => ({ at: moment.at, words: said(site, moment), kind: moment.what })),
    ...endings(enrollment),
  ].sort((one, other) => one.at - other.at);
  return html`<article class="panel">
    <h3>${title(site, enrollment)}</h3>
    <ol class="timeline">
      ${line(site, at, html`enrolled by <code>${event}</code> <small>version ${version}</small>`)}
      ${lines.map((one) => line(site, one.at, one.words, one.kind))}
      ${ahead(site, enrollment)}
    </ol>
  </article>`;
}

function brief(site: Site, enrollment: Enrollment, endedAt: number): Markup {
  const { timeZone } = shopTime(site);
  return html`<p class="brief">${title(site, enrollment)} <span class="soft">${clockWords(enrollment.at, timeZone)} to ${clockWords(endedAt, timeZone)}, sent nothing</span></p>`;
}

/** A goal may be reached after the last step. */
function endings({
  endedAt,
  outcome,
  goalMetAt,
  goalValue,
}: Enrollment): { at: number; words: Markup; kind: string }[] {
  const value = goalValue === undefined ? NOTHING : html`, ${money(goalValue.total, goalValue.currency)}`;
  return [
    goalMetAt === undefined ? [] : [{ at: goalMetAt, words: html`<b>goal reached</b>${value}`, kind: "good" }],
    endedAt === undefined ? [] : [{ at: endedAt, words: html`ended: <b>${outcome ?? ""}</b>`, kind: "end" }],
  ].flat();
}

function title(site: Site, enrollment: Enrollment): Markup {
  const { campaign } = enrollment;
  const known = site.project.campaigns.find((one) => one.campaign.id === campaign);
  return html`<a href="/campaigns/${campaign}">${known?.campaign.name ?? campaign}</a> ${badge(enrollment)}`;
}

function badge({ status, outcome }: Enrollment): Markup {
  if (status === "ended") return html`<span class="tag">${outcome ?? "ended"}</span>`;
  if (status === "holdout") return html`<span class="tag">held out</span>`;
  return html`<span class="tag on">${status === "scheduled" ? "waiting to begin" : "on its way"}</span>`;
}

function line(site: Site, at: number, words: Markup, kind = ""): Markup {
  return html`<li class="${kind}"><div>${words}</div><div class="at">${when(at, shopTime(site))}</div></li>`;
}

function said(site: Site, moment: Moment): Markup {
  return moment.what === "entered" ? html`${moment.state}` : message(site, moment.send, moment.mail);
}

const REACTIONS = [
  ["opened", "opened"],
  ["clicked", "clicked"],
  ["machineOpened", "opened by a machine"],
  ["machineClicked", "clicked by a machine"],
  ["bounced", "bounced"],
  ["complained", "complained"],
  ["unsubscribed", "unsubscribed"],
] as const satisfies readonly (readonly [keyof Send, string])[];

function message(site: Site, send: Send, mail: number | undefined): Markup {
  const { step, state, reason, locale } = send;
  const title = mail === undefined ? html`<b>${step}</b>` : html`<a href="/inbox/${mail}"><b>${step}</b></a>`;
  if (state === "withheld") return html`${title} was not sent: ${reason ?? "refused"}`;
  if (state !== "sent") return html`${title} is ${state}`;
  const clock = shopTime(site);
  const reactions = REACTIONS.flatMap(([fact, words]) => {
    const at = send[fact];
    return at === undefined ? [] : [html`<span class="reaction">${words} ${when(at, clock)}</span>`];
  });
  return html`${title} sent${locale === undefined ? NOTHING : ` in ${languageName(locale)}`}${reactions}`;
}

/** What the journey waits for, when it waits for a time that is known. */
function ahead(site: Site, { id, status, begins }: Enrollment): Markup | typeof NOTHING {
  if (status === "scheduled") return line(site, begins, html`will begin, if nothing ends it before`, "ahead");
  if (status !== "running") return NOTHING;
  const execution = site.runtime.world.engine.describe(id);
  if (execution?.due === undefined) return NOTHING;
  return line(site, execution.due, html`goes on from “${execution.state ?? ""}” at the latest`, "ahead");
}
