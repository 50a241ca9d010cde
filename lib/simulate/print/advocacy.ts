import { number, percent } from "../numbers.ts";
import type { CouponReport, CouponStepReport, SurveyReport } from "../report/advocacy.ts";
import type { CampaignReport } from "../report/campaign.ts";
import { sum } from "../report/counts.ts";
import { printAnswers } from "./answers.ts";
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

function printSurvey({ step, kind, sent, ...figures }: SurveyReport): string[] {
  const share = sent === 0 ? "" : `${percent(figures.answered / sent)} of ${number(sent)}; supposed by the rates`;
  return printAnswers(`${step} answered (${kind})`, figures, share);
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
