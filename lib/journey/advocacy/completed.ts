import { OWN_EVENTS, REFERRAL_CONVERTED, REFERRAL_REVERSED, SURVEY_ANSWERED } from "../../campaign/event-facts.ts";
import type { CustomEvent, ShopEvent, SurveyAnswered } from "../../campaign/events.ts";
import { keys } from "../keys.ts";
import { isLook } from "../look.ts";
import type { Core } from "../ports.ts";
import type { Profile } from "../records.ts";
import { conversionTakenBackBy, reversalOf } from "./own-events.ts";

/**
 * An event with what only its own customer's records tell: of a friend, how many count with this one, or without. Undefined:
 * it is to be dropped. What follows from other events, or answers a message of ours, makes nobody a customer anew who was erased,
 * and a friend who was taken back before they were told of is never told of.
 */
export async function completed(
  { table }: Pick<Core, "table">,
  event: ShopEvent,
  profile: Profile | undefined,
): Promise<ShopEvent | undefined> {
  const isOurs = (OWN_EVENTS as readonly string[]).includes(event.type);
  if (profile === undefined) return isOurs || isLook(event) || isAboutMessage(event) ? undefined : event;
  if (!isOurs) return event;
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

/** An answer to a message of ours: whoever got that was a customer. */
function isAboutMessage(event: ShopEvent): boolean {
  return event.type === SURVEY_ANSWERED && (event as SurveyAnswered).message !== undefined;
}

function withReferrals(event: ShopEvent, referrals: number): CustomEvent {
  return { ...(event as CustomEvent), data: { ...(event as CustomEvent).data, referrals } };
}
