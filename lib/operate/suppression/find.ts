import { isAddress } from "../../campaign/parts/address.ts";
import type { Address, Contact } from "../../journey/contact.ts";
import { keys } from "../../journey/keys.ts";
import type { Addresses } from "../../journey/ports.ts";
import type { Table } from "../../store/table.ts";
import { Trouble } from "../trouble.ts";

/** An address that was asked for, and what is known of it. */
export interface Found extends Pick<Address, "suppressed" | "no" | "soft"> {
  hash: string;
  /** Not known of a hash that was asked for. */
  email?: string;
  /** The customer who was asked for. */
  customer?: string;
}

const HASH = /^[0-9a-f]{32}$/;

/** By an address, its hash, or the id of a customer who has one. Throws {@link Trouble}, which does not repeat what was asked for. */
export async function findAddress(deps: { table: Table; addresses: Addresses }, asked: string): Promise<Found> {
  const whose = await whoseIs(deps, asked.trim());
  const record = (await deps.table.get(keys.address(whose.hash))) as unknown as Address | undefined;
  const { suppressed, no, soft } = record ?? {};
  return {
    ...whose,
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(no === undefined ? {} : { no }),
    ...(soft === undefined ? {} : { soft }),
  };
}

/** Ids are the shop's, and may look like an address: a customer who is known comes first. */
async function whoseIs(
  { table, addresses }: { table: Table; addresses: Addresses },
  asked: string,
): Promise<Pick<Found, "hash" | "email" | "customer">> {
  const contact = (await table.get(keys.contact(asked))) as unknown as Contact | undefined;
  if (contact?.email !== undefined) {
    return { hash: addresses.hash(contact.email), email: contact.email, customer: asked };
  }
  if (isAddress(asked)) return { hash: addresses.hash(asked), email: asked };
  if (HASH.test(asked)) return { hash: asked };
  throw new Trouble(
    contact === undefined
      ? "this is neither an address, nor a hash of one, nor the id of a customer of this stack; look for what is missing in it"
      : "this customer has no address; give the address itself",
  );
}
