import { hash } from "node:crypto";
import type { ProfileEvent } from "../campaign/events.ts";
import { confirmedPage, confirmPage, declinedPage, movedPage } from "../email/pages/confirm.ts";
import { type Course, shown } from "./answers.ts";
import { contactOf, readerFor } from "./standing.ts";

/**
 * Where customers confirm their yes from their own mailbox (double opt-in).
 *
 * 1. The link is good for the address that it was sent to: with another one, somebody else would say yes.
 * 2. A no that was said since stands. A yes that is confirmed already is confirmed.
 * 3. A GET only asks. A POST puts an event through the shop's own door: what follows from a yes follows from this one, too. The
 *    same yes, confirmed again, is the same event.
 */
export const confirm: Course = async (ports, token, body) => {
  const { links, addresses } = ports;
  const owner = links.verify.confirm(token);
  if (owner === undefined) return undefined;
  const { customer, address } = owner;
  const contact = await contactOf(ports, customer);
  const reader = readerFor(ports, contact);
  if (contact?.email === undefined || addresses.hash(contact.email) !== address) return shown(movedPage(reader));
  const { consent } = contact;
  const preferences = links.preferences(customer);
  if (consent?.marketing === false) return shown(declinedPage(reader, preferences));
  const isConfirmed = consent?.confirmed !== undefined;
  if (!isConfirmed && body === undefined) return shown(confirmPage(reader));
  if (!isConfirmed) {
    const wording = reader.words.agreement(reader.shop);
    await ports.put(confirmation(customer, { address, saidAt: consent?.at, at: ports.now(), wording }));
  }
  return shown(confirmedPage(reader, preferences));
};

function confirmation(
  customerId: string,
  { address, saidAt, at, wording }: { address: string; saidAt: number | undefined; at: number; wording: string },
): ProfileEvent {
  const time = new Date(at).toISOString();
  const consent = { marketing: true, confirmed: true, at: time, source: "double opt-in", wording } as const;
  const digest = hash("sha256", `${address}\n${saidAt ?? "never asked"}`, "hex").slice(0, 16);
  return { type: "profile", eventId: `confirm-${digest}`, customerId, at: time, customer: { consent } };
}
