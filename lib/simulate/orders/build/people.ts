import type { CustomerPatch, ShopEvent } from "../../../campaign/events.ts";
import type { Notes } from "../notes.ts";
import type { Contact } from "./contacts.ts";
import { hash } from "./ids.ts";

/**
 * An address for a customer who has none, so that journeys can be simulated. `.invalid` is reserved and never delivered to
 * (RFC 2606, section 2).
 */
function placeholderAddress(customerId: string): string {
  return `${hash("placeholder", customerId)}@customer.invalid`;
}

/** Puts into events (by time) what each newly says about its customer: all on the first, later what has changed. */
export function introduce(events: readonly ShopEvent[], contactOf: (index: number) => Contact, notes: Notes): void {
  const known = new Map<string, { last: Contact; all: Contact }>();
  events.forEach((event, index) => {
    const contact = contactOf(index);
    const before = known.get(event.customerId);
    if (before?.last === contact) return;
    const all = { ...before?.all, ...contact };
    const patch = patchOf(before?.all ?? {}, contact, event.at);
    if (before === undefined && patch.email === undefined) {
      patch.email = placeholderAddress(event.customerId);
      notes.count("placeholders");
    }
    if (Object.keys(patch).length > 0) event.customer = patch;
    known.set(event.customerId, { last: contact, all });
  });
}

function patchOf(before: Contact, { marketing, ...said }: Contact, at: string): CustomerPatch {
  const patch: CustomerPatch = {};
  for (const field of Object.keys(said) as (keyof typeof said)[]) {
    const value = said[field];
    if (value !== undefined && value !== before[field]) patch[field] = value;
  }
  if (marketing && !before.marketing) patch.consent = { marketing: true, at, source: "past orders" };
  return patch;
}

/** Gives a placeholder address to customers whose first event (by time) names none. */
export function giveAddresses(events: readonly ShopEvent[], notes: Notes): void {
  const known = new Set<string>();
  for (const event of events) {
    if (known.has(event.customerId)) continue;
    known.add(event.customerId);
    if (event.customer?.email !== undefined) continue;
    event.customer = { ...event.customer, email: placeholderAddress(event.customerId) };
    notes.count("placeholders");
  }
}
