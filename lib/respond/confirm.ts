import { confirmedPage, confirmPage, declinedPage, movedPage } from "../email/pages/confirm.ts";
import { type Course, shown } from "./answers.ts";
import { contactOf, isCurrent, readerFor } from "./standing.ts";
import { yesEvent } from "./yes.ts";

/**
 * Where customers confirm their yes from their own mailbox (double opt-in).
 *
 * 1. The link is good for the address that it was sent to: with another one, somebody else would say yes.
 * 2. A no that was said since stands. A yes that is confirmed already is confirmed.
 * 3. A GET only asks. A POST puts an event through the shop's own door. The same yes, confirmed again, is the same event.
 */
export const confirm: Course = async (ports, { token, body }) => {
  const { links } = ports;
  const owner = links.verify.confirm(token);
  if (owner === undefined) return undefined;
  const { customer, address } = owner;
  const contact = await contactOf(ports, customer);
  const reader = readerFor(ports, contact);
  if (!isCurrent(ports, contact, address)) return shown(movedPage(reader));
  const { consent } = contact;
  const preferences = links.preferences(customer, address);
  if (consent?.marketing === false) return shown(declinedPage(reader, preferences));
  const isConfirmed = consent?.confirmed !== undefined;
  if (!isConfirmed && body === undefined) return shown(confirmPage(reader));
  if (!isConfirmed) {
    const wording = reader.words.agreement(reader.shop);
    const yes = { address, saidAt: consent?.at, at: ports.now(), source: "double opt-in", wording };
    await ports.put(yesEvent("confirm", customer, yes));
  }
  return shown(confirmedPage(reader, preferences));
};
