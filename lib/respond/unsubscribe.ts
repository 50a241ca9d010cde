import { unsubscribedPage, unsubscribePage } from "../email/pages/unsubscribe.ts";
import type { Contact } from "../journey/contact.ts";
import type { SendId } from "../journey/ports.ts";
import { type Course, refused, shown } from "./answers.ts";
import type { RespondPorts } from "./ports.ts";
import { contactOf, entryOf, hasSaidNo, isCurrent, readerFor } from "./standing.ts";

/**
 * Where customers say no.
 *
 * 1. A GET only asks, because scanners follow links.
 * 2. A POST does it: of the page's button, or of a mail program's own (RFC 8058), which sends no cookie and wants no page. Done
 *    again, it is done.
 * 3. Only what is written down is promised.
 *
 * The way to the preferences, where a yes can be said, is shown only in the mailbox that the customer has now.
 */
export const unsubscribe: Course = async (ports, { token, body }) => {
  const { shop } = ports;
  const owner = ports.links.verify.unsubscribe(token);
  if (owner === undefined) return undefined;
  const { customer, message } = owner;
  const contact = await contactOf(ports, customer);
  const reader = readerFor(ports, contact);
  const preferences = message && (await preferencesOf(ports, { customer, ...message }, contact));
  const done = unsubscribedPage(reader, preferences);
  if (body === undefined) {
    const hasTopics = Object.keys(shop.topics ?? {}).length > 0;
    return shown(hasSaidNo(contact) ? done : unsubscribePage(reader, hasTopics ? preferences : undefined));
  }
  await ports.say({
    fact: "unsubscribed",
    customer,
    at: ports.now(),
    source: isOneClick(body) ? "one-click" : "unsubscribe page",
    ...(message === undefined ? {} : { message }),
  });
  if (!hasSaidNo(await contactOf(ports, customer))) return refused(reader);
  return { ...shown(done), ...(hasSaidNo(contact) ? {} : { isFirstNo: true }) };
};

/** The link to the preferences; undefined when the message went to another mailbox than the customer's, or nobody knows any more. */
async function preferencesOf(
  { table, links, addresses }: RespondPorts,
  message: SendId,
  contact: Contact | undefined,
): Promise<string | undefined> {
  const address = (await entryOf({ table }, message))?.address;
  return address !== undefined && isCurrent({ addresses }, contact, address)
    ? links.preferences(message.customer, address)
    : undefined;
}

/** RFC 8058, section 3.1: the body of a mail program's POST is this one pair, as a form of either kind. */
function isOneClick(body: string): boolean {
  return /List-Unsubscribe(=|"\s+)One-Click/i.test(body);
}
