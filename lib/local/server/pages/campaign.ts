import { html } from "hono/html";
import type { Campaign } from "../../../campaign/campaign.ts";
import type { Step } from "../../../campaign/steps.ts";
import { definitionOf, messageOf } from "../../../campaign/walk.ts";
import type { Compiled } from "../../../compiler/compiled.ts";
import { outline } from "../../../compiler/outline.ts";
import type { SurveyFigures } from "../../../journey/tally/survey.ts";
import { type StepFigures, type Summary, summaryOf } from "../read/summary.ts";
import type { Site } from "../site.ts";
import { couponTable } from "./parts/coupons.ts";
import { campaignDrawing } from "./parts/diagram.ts";
import { page } from "./parts/layout.ts";
import { type Markup, NOTHING } from "./parts/markup.ts";
import { count, counted, moneys, share } from "./parts/words.ts";

export interface CampaignView {
  id: string;
  /** Absent when the campaign's file is gone. */
  known?: { campaign: Campaign; compiled: Compiled } | undefined;
  note: string | undefined;
}

export async function campaignPage(site: Site, { id, known, note }: CampaignView): Promise<Markup> {
  const summary = summaryOf(site.runtime.figures, id);
  const drawing = known === undefined ? undefined : await campaignDrawing(known.campaign, summary);
  return page(site, {
    title: known?.campaign.name ?? id,
    menu: "overview",
    path: `/campaigns/${id}`,
    note,
    body: html`
      <p class="crumb"><a href="/">Campaigns</a> / ${id}</p>
      <h1>${known?.campaign.name ?? id}</h1>
      <p class="lead">${known === undefined ? "This campaign has no file that can be used: nobody new comes in, and who is in goes on." : (known.campaign.note ?? NOTHING)}</p>
      <div class="columns wide-left">
        ${drawing === undefined ? NOTHING : html`<section class="panel drawing-panel"><h2>The journey</h2>${drawing}</section>`}
        <div>
          <section><h2>Messages</h2>${messages(summary, known?.campaign)}</section>
          ${coupons(summary, known?.campaign)}
          <section><h2>How journeys ended</h2>${outcomes(summary)}</section>
          ${known === undefined ? NOTHING : html`<section><h2>Goal</h2>${goal(summary, known.compiled)}</section>`}
          <section><h2>People in it now</h2>${people(site, id, known?.compiled)}</section>
          ${known === undefined ? NOTHING : html`<section><h2>Cost on AWS</h2>${cost(known.compiled)}</section>`}
        </div>
      </div>`,
  });
}

/** In the order of the campaign; what only an earlier version has comes last. */
function keysOf(campaign: Campaign | undefined, isOne: (step: Step) => boolean, others: Iterable<string>): string[] {
  const labels = campaign === undefined ? [] : [...outline(campaign.steps).labels];
  const own = labels.filter(([step]) => isOne(step)).map(([, { key }]) => key);
  return [...new Set([...own, ...others])];
}

/** Most campaigns give none, and say nothing of it. */
function coupons({ gifts }: Summary, campaign: Campaign | undefined): Markup | typeof NOTHING {
  const keys = keysOf(campaign, (step) => definitionOf(step).gives === "coupon", gifts.keys());
  return keys.length === 0 ? NOTHING : html`<section><h2>Coupons</h2>${couponTable(keys, gifts)}</section>`;
}

function messages({ steps }: Summary, campaign: Campaign | undefined): Markup {
  const keys = keysOf(campaign, (step) => messageOf(step) !== undefined, steps.keys());
  if (keys.length === 0) return html`<p class="empty">This campaign sends nothing.</p>`;
  const all = [...steps.values()];
  const has = {
    answers: all.some(({ survey }) => survey !== undefined),
    declined: all.some(({ unsubscribed }) => unsubscribed > 0),
  };
  return html`<div class="scroll"><table>
    <thead><tr><th>Step</th><th class="n">Sent</th><th class="n">Delivered</th><th class="n">Opened</th><th class="n">Clicked</th>${has.answers ? html`<th class="n">Answered</th>` : NOTHING}${has.declined ? html`<th class="n">Unsubscribed</th>` : NOTHING}</tr></thead>
    <tbody>${keys.map((key) => row(key, steps.get(key), has))}</tbody>
  </table></div>${byMachines(all)}`;
}

/** Answers and reasons have a line of their own under the figures: columns of them would not fit a phone. */
function row(key: string, step: StepFigures | undefined, has: { answers: boolean; declined: boolean }): Markup {
  const { sent = 0, delivered = 0, opened = 0, clicked = 0, unsubscribed = 0, survey } = step ?? {};
  const reasons = [...(step?.withheld ?? [])].map(([reason, n]) => `${reason} ${count(n)}`).join(", ");
  const below = [...(survey === undefined ? [] : answers(survey)), ...(reasons === "" ? [] : [`withheld: ${reasons}`])];
  const columns = 5 + (has.answers ? 1 : 0) + (has.declined ? 1 : 0);
  return html`<tr${below.length === 0 ? NOTHING : html` class="more"`}>
    <td>${key}</td><td class="n">${count(sent)}</td><td class="n">${count(delivered)}</td>
    <td class="n">${count(opened)} <small>${share(opened, sent)}</small></td>
    <td class="n">${count(clicked)} <small>${share(clicked, sent)}</small></td>
    ${has.answers ? html`<td class="n">${survey === undefined ? NOTHING : html`${count(survey.answered)} <small>${share(survey.answered, sent)}</small>`}</td>` : NOTHING}
    ${has.declined ? html`<td class="n">${count(unsubscribed)} <small>${share(unsubscribed, sent)}</small></td>` : NOTHING}
  </tr>${below.length === 0 ? NOTHING : html`<tr><td class="soft" colspan="${columns}">${below.map((line) => html`<div>${line}</div>`)}</td></tr>`}`;
}

/** `NPS, in points: +22`, and who they are. */
function answers({ answered, groups, nps, mean }: SurveyFigures): string[] {
  const shares = Object.entries(groups).map(([group, n]) => `${group} ${share(n, answered)}`);
  const score = [
    ...(nps === undefined ? [] : [`NPS, in points: ${nps > 0 ? "+" : ""}${nps}`]),
    ...(mean === undefined ? [] : [`mean, from 1 to 5: ${mean.toFixed(1)}`]),
  ];
  return shares.length === 0 ? [] : [[...score, shares.join(", ")].join("; ")];
}

function byMachines(steps: readonly StepFigures[]): Markup | typeof NOTHING {
  const sum = (what: "opened by machine" | "clicked by machine"): number =>
    steps.reduce((all, step) => all + step[what], 0);
  const [opened, clicked] = [sum("opened by machine"), sum("clicked by machine")];
  if (opened + clicked === 0) return NOTHING;
  return html`<p class="soft">Not counted: ${count(opened)} opened and ${count(clicked)} clicked by machines, such as security scanners and privacy proxies.</p>`;
}

function outcomes({ outcomes }: Summary): Markup {
  if (outcomes.length === 0) return html`<p class="empty">No journey has ended yet.</p>`;
  const most = outcomes[0]?.[1] ?? 1;
  return html`<table class="bars"><tbody>${outcomes.map(
    ([outcome, n]) =>
      html`<tr><td>${outcome}</td><td class="n">${count(n)}</td><td class="bar"><meter min="0" max="${most}" value="${n}"></meter></td></tr>`,
  )}</tbody></table>`;
}

function goal(summary: Summary, { rules }: Compiled): Markup {
  if (rules.goal === undefined) return html`<p class="soft">This campaign has no goal.</p>`;
  const { begun, begunOfHoldout, converted, convertedOfHoldout, revenue } = summary;
  return html`<div class="scroll"><table>
      <thead><tr><th></th><th class="n">Began</th><th class="n">Converted</th><th class="n">Share</th></tr></thead>
      <tbody>
        <tr><td>got messages</td><td class="n">${count(begun)}</td><td class="n">${count(converted)}</td><td class="n">${share(converted, begun)}</td></tr>
        ${rules.holdout === 0 ? NOTHING : html`<tr><td>held out, got nothing</td><td class="n">${count(begunOfHoldout)}</td><td class="n">${count(convertedOfHoldout)}</td><td class="n">${share(convertedOfHoldout, begunOfHoldout)}</td></tr>`}
      </tbody>
    </table></div>
    <p>${revenue.size === 0 ? html`<span class="soft">No revenue yet.</span>` : html`Revenue of conversions: <b>${moneys(revenue)}</b>`}</p>
    ${rules.holdout > 0 && begunOfHoldout < 100 ? html`<p class="soft">${counted(begunOfHoldout, "journey")} held out so far: too few to tell what the campaign is worth.</p>` : NOTHING}`;
}

function people({ runtime }: Site, id: string, compiled: Compiled | undefined): Markup {
  const standing = runtime.standings.of(id).filter(({ waiting, running, heldOut }) => waiting + running + heldOut > 0);
  if (standing.length === 0) return html`<p class="empty">Nobody right now.</p>`;
  return html`<div class="scroll"><table>
    <thead><tr><th>Version</th><th class="n">Waiting to begin</th><th class="n">On their way</th><th class="n">Held out</th></tr></thead>
    <tbody>${standing.map(
      ({ version, waiting, running, heldOut }) =>
        html`<tr><td><code>${version}</code> ${version === compiled?.rules.version ? html`<span class="tag">now</span>` : NOTHING}</td><td class="n">${count(waiting)}</td><td class="n">${count(running)}</td><td class="n">${count(heldOut)}</td></tr>`,
    )}</tbody>
  </table></div>`;
}

/** $25 a million transitions in us-east-1 (aws.amazon.com/step-functions/pricing). */
function cost({ transitions: { best, worst } }: Compiled): Markup {
  const words =
    best === worst ? counted(best, "state transition") : `${count(best)} to ${counted(worst, "state transition")}`;
  return html`<p>${words} a journey, ${cents(best)}${best === worst ? NOTHING : html` to ${cents(worst)}`} for a thousand of them. Journeys that never begin have none.</p>`;
}

function cents(transitions: number): string {
  return `$${(transitions * 0.025).toFixed(3)}`;
}
