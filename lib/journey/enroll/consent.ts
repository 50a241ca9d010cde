import { CONSENT_GIVEN } from "../../campaign/event-facts.ts";
import type { ShopEvent } from "../../campaign/events.ts";
import { canonicalAddress } from "../addresses.ts";
import { withWord, wordOf } from "../consent.ts";
import type { ConsentWord, Contact } from "../contact.ts";
import type { With } from "../ports.ts";
import { withPatch } from "../profile.ts";

/** The contact with all that an event says about the person, and what it says on consent where that is to be kept as evidence. */
export function withWords(contact: Contact, event: ShopEvent, seen: number): { contact: Contact; word?: ConsentWord } {
  const { customer: patch, eventId } = event;
  const patched = confirmedHere(contact, withPatch(contact, patch));
  if (patch?.consent === undefined) return { contact: patched };
  const word = wordOf(patch.consent, { seen, event: eventId, email: patched.email });
  if (isKnown(patched, word)) return { contact: patched };
  return { contact: withWord(patched, word), word };
}

/** A yes is confirmed from a mailbox: whoever reads another one has not confirmed it. */
function confirmedHere(before: Contact, after: Contact): Contact {
  const { email, consent } = after;
  if (consent?.confirmed === undefined || before.email === undefined || email === undefined) return after;
  if (canonicalAddress(before.email) === canonicalAddress(email)) return after;
  const { confirmed, ...said } = consent;
  return { ...after, consent: said };
}

/** Shops repeat with each order what was said once. */
function isKnown(contact: Contact, word: ConsentWord): boolean {
  const { consent, topics = {} } = contact;
  const isSame = (on: boolean, topic: string) => topics[topic]?.on === on && topics[topic]?.at === word.at;
  return (
    (word.marketing === undefined || (consent?.marketing === word.marketing && consent.at === word.at)) &&
    (word.confirmed === undefined || consent?.confirmed === word.confirmed) &&
    Object.entries(word.topics ?? {}).every(([topic, on]) => isSame(on, topic))
  );
}

/**
 * What an event of ours tells when marketing consent has become a yes, or the yes a confirmed one, or is to be confirmed from
 * a new mailbox: campaigns may start on it.
 */
export function consentGiven(
  { shop, now }: With<"shop">,
  event: ShopEvent,
  before: Contact | undefined,
  { consent }: Contact,
): ShopEvent[] {
  const last = before?.consent;
  if (consent?.marketing !== true) return [];
  const isConfirmed = consent.confirmed !== undefined;
  const toConfirm = !isConfirmed && shop.consent === "double-opt-in";
  const wasConfirmed = last?.confirmed !== undefined;
  if (last?.marketing === true && (wasConfirmed === isConfirmed || (wasConfirmed && !toConfirm))) return [];
  const { customerId, eventId } = event;
  // A yes of long ago is to be confirmed now.
  const at = wasConfirmed ? Math.max(consent.at, Date.parse(event.at)) : consent.at;
  const given: ShopEvent = {
    type: CONSENT_GIVEN,
    eventId: `${eventId}~${CONSENT_GIVEN}`,
    customerId,
    at: new Date(Math.min(at, now())).toISOString(),
    data: { confirmed: isConfirmed, toConfirm, source: consent.source },
  };
  return [given];
}
