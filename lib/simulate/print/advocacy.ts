import { number, percent } from "../numbers.ts";
import type { CouponReport, CouponStepReport, SurveyReport } from "../report/advocacy.ts";
import type { CampaignReport } from "../report/campaign.ts";
import { sum } from "../report/counts.ts";
import { heading, row, rows } from "./lines.ts";

/** What a campaign asked, gave and told. */
export function printAdvocacy({ surveys, coupons, calls }: CampaignReport): string[] {
  const lines = [
    ...surveys.flatMap(printSurvey),
    ...coupons.map((step) => row(`coupon ${step.coupon} given`, step.given, budget(step))),
    ...(sum(calls) === 0 ? [] : rows("calls, which were not made", calls)),
  ];
  return lines.length === 0 ? [] : [...lines, ""];
}

function printSurvey({ step, kind, sent, answered, groups, nps }: SurveyReport): string[] {
  const share = sent === 0 ? "" : `${percent(answered / sent)} of ${number(sent)}; supposed by the rates`;
  const shares = answered === 0 ? [] : Object.entries(groups).map(([group, n]) => `${group} ${percent(n / answered)}`);
  return [
    row(`${step} answered (${kind})`, answered, share),
    ...(nps === undefined ? [] : [row("  NPS, in points", points(nps), `of ${number(answered)} who answered`)]),
    ...(shares.length === 0 ? [] : [`    ${shares.join(", ")}`]),
  ];
}

function points(nps: number): string {
  return nps > 0 ? `+${nps}` : String(nps);
}

function budget({ given, atMost }: CouponStepReport): string {
  if (atMost === undefined) return "the step has no budget";
  return `of at most ${number(atMost)}${given >= atMost ? ": used up" : ""}`;
}

const FROM: Readonly<Record<CouponReport["from"], string>> = {
  pattern: "made by a pattern: there are always more",
  pool: "from a pool: import at least so many codes",
  "not in shop.json": "shop.json has no such coupon",
};

/** How many codes of each coupon would have been given. */
export function printCoupons(coupons: readonly CouponReport[]): string[] {
  if (coupons.length === 0) return [];
  return [
    heading("coupons"),
    ...coupons.flatMap(({ coupon, from, given, steps }) => [
      row(coupon, given, FROM[from]),
      ...steps.map((step) => row(`  ${step.campaign}, ${step.step}`, step.given, budget(step))),
    ]),
    "",
  ];
}
