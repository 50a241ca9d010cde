import { OWN_EVENTS, REFERRAL_CONVERTED, REFERRAL_REVERSED } from "../../campaign/event-facts.ts";
import type { CustomEvent, ShopEvent } from "../../campaign/events.ts";
import { keys } from "../keys.ts";
import { isLook } from "../look.ts";
import type { Core } from "../ports.ts";
import type { Profile } from "../records.ts";
import { conversionTakenBackBy, reversalOf } from "./own-events.ts";

/**
 * An event with what only its own customer's records tell: of a friend, how many count with this one, or without. Undefined:
 * it is to be dropped. What follows from other events makes nobody a customer anew who was erased, and a friend who was taken
 * back before they were told of is never told of.
 */
export async function completed(
  { table }: Pick<Core, "table">,
  event: ShopEvent,
  profile: Profile | undefined,
): Promise<ShopEvent | undefined> {
  const isOurs = (OWN_EVENTS as readonly string[]).includes(event.type);
  if (!isOurs && !isLook(event)) return event;
  if (profile === undefined) return undefined;
  const wasApplied = async (id: string) => (await table.get(keys.event(event.customerId, id))) !== undefined;
  const { referrals = 0 } = profile;
  if (event.type === REFERRAL_CONVERTED) {
    return (await wasApplied(reversalOf(event.eventId))) ? undefined : withReferrals(event, referrals + 1);
  }
  if (event.type === REFERRAL_REVERSED) {
    const didCount = await wasApplied(conversionTakenBackBy(event.eventId));
    return withReferrals(event, Math.max(0, didCount ? referrals - 1 : referrals));
  }
  return event;
}

function withReferrals(event: ShopEvent, referrals: number): CustomEvent {
  return { ...(event as CustomEvent), data: { ...(event as CustomEvent).data, referrals } };
}
