import { callsAbout, couponsOf } from "../journeys/ask.ts";
import type { Stage } from "../journeys/stage.ts";

const ANSWERS = ["answered", "promoter", "passive", "detractor", "satisfied", "neutral", "dissatisfied"] as const;

/** Adds what the records of a customer tell of answers, coupons and calls. */
export async function recountAdvocacy(
  stage: Pick<Stage, "table" | "sends">,
  customer: string,
  figures: Map<string, number>,
): Promise<void> {
  const add = ({ campaign, step }: { campaign: string; step: string }, what: string, n = 1): void => {
    const name = `${campaign} ${step} ${what}`;
    if (n !== 0) figures.set(name, (figures.get(name) ?? 0) + n);
  };
  for (const entry of await stage.sends(customer)) {
    for (const fact of ANSWERS) if (entry[fact] !== undefined) add(entry, fact);
    if (entry.answered !== undefined) add(entry, "score", entry.score);
  }
  for (const coupon of await couponsOf(stage, customer)) {
    add(coupon, "coupon given");
    if (coupon.redeemedAt === undefined) continue;
    add(coupon, "coupon redeemed");
    add(coupon, `revenue by coupon ${coupon.currency}`, coupon.total);
  }
  for (const call of await callsAbout(stage, customer)) {
    if (call.state === "done") add(call, "called");
    if (call.state === "refused") add(call, "call refused");
  }
}
