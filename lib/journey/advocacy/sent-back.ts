import { REFERRAL_REVERSED } from "../../campaign/event-facts.ts";
import type { Refund, ShopEvent } from "../../campaign/events.ts";
import { rounded } from "../../campaign/rounded.ts";
import type { Profile } from "../records.ts";
import { aboutHolder, reversalId } from "./own-events.ts";

/** The share of an order from which on a friend did not really buy. */
const SENT_BACK_FROM = 0.5;

/** Whether so much of an order came back that it counts for nobody. */
export function isSentBack(refunded: number, total: number): boolean {
  return refunded > 0 && refunded >= total * SENT_BACK_FROM;
}

/** The friend's profile with this refund of the order that counts, and what tells whoever sent them that it counts no more. */
export function withSentBack(
  profile: Profile,
  {
    customerId: friend,
    orderId,
    amount,
    currency,
    at,
  }: Pick<Refund, "customerId" | "orderId" | "amount" | "currency" | "at">,
): { profile: Profile; follows: ShopEvent[] } {
  const { referredBy } = profile;
  if (referredBy?.order !== orderId || referredBy.currency !== currency) return { profile, follows: [] };
  const { code, total, takenBack } = referredBy;
  const refunded = rounded(referredBy.refunded + amount);
  const counted = { ...referredBy, refunded };
  if (takenBack || !isSentBack(refunded, total)) return { profile: { ...profile, referredBy: counted }, follows: [] };
  const told = { eventId: reversalId(friend), at, data: { orderId, total, currency } };
  return {
    profile: { ...profile, referredBy: { ...counted, takenBack: true } },
    follows: [aboutHolder(REFERRAL_REVERSED, code, told)],
  };
}
