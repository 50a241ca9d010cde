import { html } from "hono/html";
import type { Enrollment, Send } from "../../../../journey/records.ts";
import type { Journey, Moment } from "../../read/customer.ts";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { toldWords } from "./told.ts";
import { clockWords, languageName, money, when } from "./words.ts";

/** One journey, from the event that started it to its end. One that ended before it began has a line. */
export function journeyTimeline(site: Site, { enrollment, moments }: Journey): Markup {
  const { event, at, version } = enrollment;
  if (moments.length === 0 && enrollment.endedAt !== undefined) return brief(site, enrollment, enrollment.endedAt);
  const lines = [...moments.map((moment) => told(site, moment)), ...endings(enrollment)].sort(
    (one, other) => one.at - other.at,
  );
  return html`<article class="panel">
    <h3>${title(site, enrollment)}</h3>
    <ol class="timeline">
      ${line(site, { at, words: html`enrolled by <code>${event}</code> <small>version ${version}</small>` })}
      ${lines.map((one) => line(site, one))}
      ${ahead(site, enrollment)}
    </ol>
  </article>`;
}

function brief(site: Site, enrollment: Enrollment, endedAt: number): Markup {
  const { timeZone } = shopTime(site);
  return html`<p class="brief">${title(site, enrollment)} <span class="soft">${clockWords(enrollment.at, timeZone)} to ${clockWords(endedAt, timeZone)}, sent nothing</span></p>`;
}

/** A goal may be reached after the last step. */
function endings({ endedAt, outcome, goalMetAt, goalValue }: Enrollment): Line[] {
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

/** `after`: what came of it, each with a time of its own. */
type Line = { at: number; words: Markup; kind?: string; after?: Markup };

function line(site: Site, { at, words, kind = "", after = html`` }: Line): Markup {
  return html`<li class="${kind}"><div>${words}</div><div class="at">${when(at, shopTime(site))}</div>${after}</li>`;
}

function told(site: Site, moment: Moment): Line {
  if (moment.what === "entered") return { at: moment.at, words: html`${moment.state}` };
  if (moment.what === "call") return { at: moment.at, words: called(moment) };
  const { at, send, mail } = moment;
  const words = message(send, mail);
  return send.state === "sent" ? { at, words, kind: "message", after: reactions(site, send) } : { at, words };
}

function called({ call, told }: Extract<Moment, { what: "call" }>): Markup {
  const { state } = call;
  return html`${toldWords(call, told)}${state === "done" ? NOTHING : html` <small>${state}</small>`}`;
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

function message({ step, state, reason, to, locale }: Send, mail: number | undefined): Markup {
  const title = mail === undefined ? html`<b>${step}</b>` : html`<a href="/inbox/${mail}"><b>${step}</b></a>`;
  if (state === "withheld")
    return html`${title} was not sent: ${reason ?? "refused"}${to === undefined ? NOTHING : html` to <a href="/campaigns/${to}">${to}</a>`}`;
  if (state !== "sent") return html`${title} is ${state}`;
  return html`${title} sent${locale === undefined ? NOTHING : ` in ${languageName(locale)}`}`;
}

function reactions(site: Site, send: Send): Markup {
  const clock = shopTime(site);
  const known = REACTIONS.flatMap(([fact, words]) => {
    const at = send[fact];
    return at === undefined ? [] : [html`<div>${words} ${when(at, clock)}</div>`];
  });
  return html`<div class="reactions">${known}</div>`;
}

/** What the journey waits for, when it waits for a time that is known. */
function ahead(site: Site, { id, status, begins }: Enrollment): Markup | typeof NOTHING {
  if (status === "scheduled")
    return line(site, { at: begins, words: html`will begin, if nothing ends it before`, kind: "ahead" });
  if (status !== "running") return NOTHING;
  const execution = site.runtime.world.engine.describe(id);
  if (execution?.due === undefined) return NOTHING;
  const words = html`goes on from “${execution.state ?? ""}” at the latest`;
  return line(site, { at: execution.due, words, kind: "ahead" });
}
