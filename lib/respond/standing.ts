import { type Reader, readerOf } from "../email/pages/language.ts";
import type { Address, Contact } from "../journey/contact.ts";
import { keys } from "../journey/keys.ts";
import type { SendId } from "../journey/ports.ts";
import type { Profile, Send } from "../journey/records.ts";
import { refusal } from "../journey/send/refusal.ts";
import type { RespondPorts } from "./ports.ts";

export async function contactOf(
  { table }: Pick<RespondPorts, "table">,
  customer: string,
): Promise<Contact | undefined> {
  return (await table.get(keys.contact(customer))) as unknown as Contact | undefined;
}

/** The ledger entry of a message; undefined when nobody knows of it, or no more. */
export async function entryOf(
  { table }: Pick<RespondPorts, "table">,
  { customer, enrollment, step }: SendId,
): Promise<Send | undefined> {
  return (await table.get(keys.send(customer, enrollment, step))) as unknown as Send | undefined;
}

export function hasSaidNo(contact: Contact | undefined): boolean {
  return contact?.consent?.marketing === false;
}

/** Whether the mailbox of this address (a hash) is the one that the customer has now. */
export function isCurrent(
  { addresses }: Pick<RespondPorts, "addresses">,
  contact: Contact | undefined,
  address: string,
): contact is Contact {
  return contact?.email !== undefined && addresses.hash(contact.email) === address;
}

/** Who reads the page: in their own language, if there are words in it. */
export function readerFor({ shop }: Pick<RespondPorts, "shop">, contact: Contact | undefined): Reader {
  return readerOf(shop, contact?.locale);
}

/** What marketing to a customer comes to, as the sender would judge. */
export async function standingOf(
  ports: Pick<RespondPorts, "table" | "shop" | "addresses">,
  customer: string,
  contact: Contact,
): Promise<"on" | "off" | "said no" | "blocked"> {
  const { table, shop, addresses } = ports;
  const [profile, known] = await Promise.all([
    table.get(keys.profile(customer)) as unknown as Promise<Profile | undefined>,
    contact.email === undefined
      ? undefined
      : (table.get(keys.address(addresses.hash(contact.email))) as unknown as Promise<Address | undefined>),
  ]);
  if (known?.suppressed !== undefined) return "blocked";
  const reason = refusal(shop, undefined, { contact, orders: profile?.orders ?? 0, known });
  if (reason === undefined) return "on";
  return reason === "unsubscribed" ? "said no" : "off";
}
