import type { SendMessage, SendRules } from "../../compiler/compiled.ts";
import { addressHash } from "../hash.ts";
import type { With } from "../ports.ts";
import { type Contact, keys, type Send, type Withheld } from "../records.ts";
import { nextOpening } from "../zone.ts";

/** The longest span that a cap may look back over; older sends are forgotten. */
export const CAP_MEMORY = 31 * 86_400_000;

export type Permit = { email: string } | { withheld: Withheld } | { until: number };

/**
 * Whether a message may go out now. First what can never be overruled (a no), then lateness, then hours, then the cap: a
 * message that waits for the morning is counted in the morning.
 */
export async function mayGoOut(
  deps: With<"shop">,
  message: SendMessage,
  contact: Contact | undefined,
  entry: Send | undefined,
): Promise<Permit> {
  const { rules } = message;
  const now = deps.now();
  if (contact?.consent?.marketing === false) return { withheld: "unsubscribed" };
  if (contact?.email === undefined) return { withheld: "no address" };
  if (contact.consent === undefined && deps.shop.consent === "strict") return { withheld: "no consent" };
  const suppression = await deps.table.get(keys.suppression(addressHash(contact.email)));
  if (suppression !== undefined) return { withheld: "suppressed" };

  const due = Date.parse(message.due);
  if (now > due + patience(message) * 1000) return { withheld: "too late" };
  const opening =
    rules.hours === undefined ? now : nextOpening(now, rules.hours, contact.timeZone ?? deps.shop.timeZone);
  if (opening > due + rules.lateAfterSeconds * 1000) return { withheld: "too late" };
  if (opening > now) return { until: opening };
  // A released claim has taken its place in the count already.
  if (entry === undefined && isOverCap(rules.cap, contact, now)) return { withheld: "too many" };
  return { email: contact.email };
}

/** Seconds after `due` in which a message may still go out: its state must not have gone on without it. */
function patience({ rules, then }: SendMessage): number {
  return "seconds" in then ? Math.min(rules.lateAfterSeconds, then.seconds) : rules.lateAfterSeconds;
}

function isOverCap(cap: SendRules["cap"], contact: Contact, now: number): boolean {
  if (cap === undefined) return false;
  const from = now - cap.seconds * 1000;
  return contact.sent.filter((at) => at > from).length >= cap.count;
}
