import type { Shop } from "../../campaign/shop.ts";
import type { Address, Contact } from "../contact.ts";
import type { Withheld } from "../records.ts";

/** Why marketing may not be sent to this customer: what the sender goes by, and what the page of preferences shows. */
export function refusal(
  shop: Shop,
  topic: string | undefined,
  { contact, orders, known }: { contact: Contact; orders: number; known: Address | undefined },
): Withheld | undefined {
  const { consent } = contact;
  if (consent?.marketing === false) return "unsubscribed";
  const isYes = consent?.marketing === true;
  // The mailbox said no, perhaps as another customer's: only what this customer said after it counts.
  if (known?.no !== undefined && !(isYes && consent.at > known.no.at)) return "unsubscribed";
  // A sale is what a soft opt-in rests on (Directive 2002/58/EC, article 13(2)).
  if (!isYes && (shop.consent !== "soft-opt-in" || orders === 0)) return "no consent";
  if (shop.consent === "double-opt-in" && consent?.confirmed === undefined) return "no consent";
  if (topic === undefined) return undefined;
  return isChosen(topic, contact, shop) ? undefined : "topic declined";
}

/** Whether a customer gets a topic, as far as that is up to the topic: by their last word, else unless it must be chosen. */
export function isChosen(topic: string, { topics }: Pick<Contact, "topics">, shop: Pick<Shop, "topics">): boolean {
  return topics?.[topic]?.on ?? shop.topics?.[topic]?.optIn === undefined;
}
