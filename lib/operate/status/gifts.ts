import { type Count, isOfCall, isOfGift } from "../../journey/tally.ts";
import { named } from "./reasons.ts";

/** What became of the coupons that a step gave. */
export interface CouponFigures {
  given: number;
  redeemed: number;
  /** Of the orders that they were redeemed with, by currency, in its main unit. */
  revenue: Record<string, number>;
}

/** How often a step told a system of the shop, or the team. */
export interface CallFigures {
  taken: number;
  refused: number;
  /** It was tried too often. */
  givenUp: number;
}

/** Undefined for a step that gave nothing. */
export function couponFigures(counts: readonly Count[]): CouponFigures | undefined {
  if (!counts.some(({ what }) => isOfGift(what))) return undefined;
  const revenue = named(counts, "revenue by coupon ").map(({ why, n }) => [why, n]);
  return {
    given: of(counts, "coupon given"),
    redeemed: of(counts, "coupon redeemed"),
    revenue: Object.fromEntries(revenue),
  };
}

/** Undefined for a step that called nobody. */
export function callFigures(counts: readonly Count[]): CallFigures | undefined {
  if (!counts.some(({ what }) => isOfCall(what))) return undefined;
  return { taken: of(counts, "called"), refused: of(counts, "call refused"), givenUp: of(counts, "call given up") };
}

function of(counts: readonly Count[], name: Count["what"]): number {
  return counts.find(({ what }) => what === name)?.n ?? 0;
}
