import { money, number, percent } from "../../../../lib/simulate/numbers.ts";
import { table } from "../../../../lib/simulate/print/lines.ts";
import type { LabeledCampaign } from "../status.ts";

type Steps = LabeledCampaign["steps"];

/** What became of the coupons of each step that gives some. */
export function printCoupons(steps: Steps): string[] {
  const lines = steps.flatMap(({ step, coupon }) => {
    if (coupon === undefined) return [];
    const { given, redeemed, revenue } = coupon;
    const taken = Object.entries(revenue).map(([currency, sum]) => money(sum, currency));
    return [
      [short(step), number(given), number(redeemed), given === 0 ? "–" : percent(redeemed / given), taken.join("; ")],
    ];
  });
  return lines.length === 0 ? [] : [...table([["coupon", "given", "redeemed", "", ""], ...lines], [4]), ""];
}

/** Whether what each step told the shop's systems or the team was taken. */
export function printCalls(steps: Steps): string[] {
  const lines = steps.flatMap(({ step, calls }) =>
    calls === undefined ? [] : [[short(step), number(calls.taken), number(calls.refused), number(calls.givenUp)]],
  );
  return lines.length === 0 ? [] : [...table([["call", "taken", "refused", "given up"], ...lines]), ""];
}

function short(step: string): string {
  return step.length > 30 ? `${step.slice(0, 29)}…` : step;
}
