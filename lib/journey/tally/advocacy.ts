import type { CallRecord, GivenCoupon } from "../advocacy/records.ts";
import type { Count, What } from "../tally.ts";

/** What a change of a coupon that a step gave counts: under that step, whenever it is redeemed. */
export function couponCounts(before: GivenCoupon | undefined, after: GivenCoupon): Count[] {
  const { campaign, step, redeemedAt, total, currency } = after;
  const counts: Count[] = before === undefined ? [{ campaign, step, what: "coupon given", n: 1 }] : [];
  if (redeemedAt === undefined || before?.redeemedAt !== undefined) return counts;
  counts.push({ campaign, step, what: "coupon redeemed", n: 1 });
  if (total && currency !== undefined) counts.push({ campaign, step, what: `revenue by coupon ${currency}`, n: total });
  return counts;
}

/** What a change of what became of a call counts: its end, not its tries. */
export function callCounts(before: CallRecord | undefined, { campaign, step, state }: CallRecord): Count[] {
  const what = ENDS[state];
  return what === undefined || before?.state === state ? [] : [{ campaign, step, what, n: 1 }];
}

const ENDS: { [State in CallRecord["state"]]?: What } = {
  done: "called",
  refused: "call refused",
  "given up": "call given up",
};
