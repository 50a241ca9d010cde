import { html } from "hono/html";
import type { GivenCoupon, SurveyAnswer } from "../../../../journey/advocacy/records.ts";
import { stageOf } from "../../../../journey/stage.ts";
import type { CustomerFile } from "../../read/customer.ts";
import { type Site, shopTime } from "../../site.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { counted, money, when } from "./words.ts";

const MOST_ANSWERS = 5;

/** A text has no score. */
const KINDS: Record<SurveyAnswer["kind"], string> = { nps: "NPS", csat: "CSAT", text: "" };

/** What their orders make of a customer, whom they brought, what they answered and were given; nothing of somebody new. */
export function advocacyPanel(site: Site, file: CustomerFile): Markup | typeof NOTHING {
  const { profile, answers, coupons } = file;
  const stage = profile && stageOf(profile, site.project.shop, shopTime(site).now);
  if (stage === undefined && profile?.referral === undefined && answers.length === 0 && coupons.length === 0)
    return NOTHING;
  const row = (words: string, value: unknown) =>
    value === undefined ? NOTHING : html`<dt>${words}</dt><dd>${value}</dd>`;
  return html`<section class="panel"><h2>Standing</h2>
    <dl class="facts">
      ${row("Stage", stage)}
      ${row("Friends", friends(profile))}
      ${row("Their code", profile?.referral === undefined ? undefined : html`<a href="/r/${profile.referral}">${profile.referral}</a>`)}
      ${row("Came by", cameBy(profile))}
    </dl>
    ${answers.length === 0 ? NOTHING : html`<h3>Answers</h3><ul class="told">${answers.slice(0, MOST_ANSWERS).map((answer) => answered(site, answer))}</ul>`}
    ${answers.length > MOST_ANSWERS ? html`<p class="soft">and ${answers.length - MOST_ANSWERS} earlier ones</p>` : NOTHING}
    ${coupons.length === 0 ? NOTHING : html`<h3>Coupons</h3><ul class="told">${coupons.map((coupon) => given(site, coupon))}</ul>`}
  </section>`;
}

function friends(profile: CustomerFile["profile"]): string | undefined {
  return profile?.referrals === undefined ? undefined : `${counted(profile.referrals, "friend")} brought`;
}

/** Never whose it is: friends stay unnamed to each other. */
function cameBy(profile: CustomerFile["profile"]): string | undefined {
  const by = profile?.referredBy;
  if (by === undefined) return undefined;
  return by.takenBack ? "a friend's code, taken back" : "a friend's code";
}

function answered(site: Site, { survey, kind, score, group, comment, at }: SurveyAnswer): Markup {
  const words =
    score === undefined
      ? html`<b>in words</b>`
      : html`${KINDS[kind]} <b>${score}</b> <span class="tag">${group}</span>`;
  return html`<li><div>${words} <span class="soft">${survey}</span></div>
    <div>${when(at, shopTime(site))}</div>
    ${comment === undefined ? NOTHING : html`<blockquote>${comment}</blockquote>`}</li>`;
}

function given(site: Site, coupon: GivenCoupon): Markup {
  const clock = shopTime(site);
  const name = site.project.shop.coupons?.[coupon.coupon]?.name;
  return html`<li><div><b>${coupon.code}</b> ${name ?? NOTHING} <span class="soft">${coupon.coupon}</span></div>
    <div>${became(coupon, clock)}</div></li>`;
}

function became(
  { until, redeemedAt, revokedAt, total, currency }: GivenCoupon,
  clock: ReturnType<typeof shopTime>,
): Markup {
  if (redeemedAt !== undefined) {
    const sum = total === undefined || currency === undefined ? "" : ` with ${money(total, currency)}`;
    return html`redeemed${sum}, ${when(redeemedAt, clock)}`;
  }
  if (revokedAt !== undefined) return html`<span class="tag bad">taken back</span> ${when(revokedAt, clock)}`;
  if (until === undefined) return html`<span class="tag on">good</span>`;
  return until < clock.now
    ? html`over, ${when(until, clock)}`
    : html`<span class="tag on">good</span> until ${when(until, clock)}`;
}
