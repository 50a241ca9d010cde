import { GROUPS, type Group, type SurveyKind } from "../../campaign/holds.ts";
import type { Shop } from "../../campaign/shop.ts";
import type { Compiled } from "../../compiler/compiled.ts";
import { npsOf } from "../../journey/tally/survey.ts";
import type { What } from "../../journey/tally.ts";
import { messagesOf, requestsOf } from "../machine.ts";
import type { Seen } from "../observer.ts";
import { together } from "./counts.ts";

/** One survey of a campaign. All of it is supposed: nobody was asked. */
export interface SurveyReport {
  step: string;
  kind: SurveyKind;
  sent: number;
  answered: number;
  /** promoter, passive and so on -> answers, the happiest first. */
  groups: Partial<Record<Group, number>>;
  /** Of an nps that somebody answered: the share of promoters less that of detractors, in points from -100 to 100. */
  nps?: number;
}

/** One step that gives codes. */
export interface CouponStepReport {
  step: string;
  coupon: string;
  given: number;
  /** Journeys that came to it when no code was left. */
  without: number;
  /** The step's budget of codes. */
  atMost?: number;
}

/** One coupon, over all campaigns. */
export interface CouponReport {
  coupon: string;
  /** pool: the codes are the shop's, and so many have to be imported as are given. */
  from: "pattern" | "pool" | "not in shop.json";
  given: number;
  steps: (CouponStepReport & { campaign: string })[];
}

type Machine = Pick<Compiled, "machine">;

export function surveysOf(compiled: Machine, { byStep }: Seen): SurveyReport[] {
  return messagesOf(compiled).flatMap(({ step, survey: kind }) => {
    const counts = byStep.get(step);
    if (kind === undefined || counts === undefined) return [];
    const count = (what: What): number => counts.get(what) ?? 0;
    const answered = count("answered");
    const groups = GROUPS[kind].map((group): [Group, number] => [group, count(group)]);
    return [
      {
        step,
        kind,
        sent: count("sent"),
        answered,
        groups: Object.fromEntries(groups.reverse()),
        ...(kind === "nps" && answered > 0 ? { nps: npsOf(count) } : {}),
      },
    ];
  });
}

export function couponStepsOf(compiled: Machine, { byStep, entered, here }: Seen): CouponStepReport[] {
  return requestsOf(compiled, "coupon").map(({ state, step, coupon, atMost }) => {
    const given = byStep.get(step)?.get("coupon given") ?? 0;
    return {
      step,
      coupon,
      given,
      without: (entered.get(state) ?? 0) - (here.get(state) ?? 0) - given,
      ...(atMost === undefined ? {} : { atMost }),
    };
  });
}

/** `webhook crm`, `alert A detractor answered` -> calls that would have been made. */
export function callsOf(compiled: Machine, { byStep }: Seen): Record<string, number> {
  return together(
    requestsOf(compiled, "webhook", "alert").map((request) => ({
      [request.do === "webhook" ? `webhook ${request.webhook}` : `alert ${request.alert}`]:
        byStep.get(request.step)?.get("called") ?? 0,
    })),
  );
}

export function couponReports(
  campaigns: readonly { id: string; coupons: CouponStepReport[] }[],
  shop: Pick<Shop, "coupons">,
): CouponReport[] {
  const steps = campaigns.flatMap(({ id, coupons }) => coupons.map((step) => ({ campaign: id, ...step })));
  return [...new Set(steps.map(({ coupon }) => coupon))].sort().map((coupon) => {
    const own = steps.filter((step) => step.coupon === coupon);
    const rules = shop.coupons?.[coupon];
    return {
      coupon,
      from: rules === undefined ? "not in shop.json" : "pool" in rules ? "pool" : "pattern",
      given: own.reduce((sum, { given }) => sum + given, 0),
      steps: own,
    };
  });
}
