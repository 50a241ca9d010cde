import type { Write } from "../../store/table.ts";
import { withWord, wordRecord } from "../consent.ts";
import type { Address, ConsentWord, Contact } from "../contact.ts";
import { keys } from "../keys.ts";
import type { Core, With } from "../ports.ts";
import { emptyContact } from "../profile.ts";
import { stopJourneys } from "../stop.ts";
import { written } from "../written.ts";

/** A no to marketing. */
export interface No {
  at: number;
  source: string;
  /** Hash of the address whose mailbox it came from, where that is known. */
  address?: string | undefined;
}

/**
 * Takes in a no to marketing that came from a customer's mailbox. Told again, only what an interrupted try left undone is done.
 *
 * 1. It is kept for the address: whoever reads that mailbox does not want to hear from the shop, as whichever customer.
 * 2. It is kept as the customer's consent, with its evidence, and their journeys stop; those that serve them go on.
 *
 * The last word counts: a no that arrives after a later yes stops nothing.
 */
export async function sayNo(
  deps: With<"addresses">,
  customer: string,
  { at, source, address }: No,
  outcome: string,
): Promise<void> {
  const contact = (await deps.table.get(keys.contact(customer))) as unknown as Contact | undefined;
  const email = contact?.email;
  const from = address ?? (email === undefined ? undefined : deps.addresses.hash(email));
  if (from !== undefined) await noteNo(deps, from, { at, source });
  const word: ConsentWord = {
    marketing: false,
    at,
    source,
    seen: deps.now(),
    ...(email === undefined ? {} : { email }),
  };
  await hearWord(deps, customer, word, { outcome, words: [wordRecord(customer, word)] });
}

/**
 * Keeps a word on consent, with `words` as its evidence; a no that is the last word ends the customer's marketing journeys with
 * this outcome.
 */
export async function hearWord(
  deps: Core,
  customer: string,
  word: ConsentWord,
  { outcome, words }: { outcome: string; words: readonly Write[] },
): Promise<void> {
  await stopJourneys(deps, customer, outcome, {
    marketing: true,
    words,
    change: (read) => {
      const current = read ?? emptyContact();
      const next = withWord(current, word);
      const stops = word.marketing === false && next.consent?.marketing === false;
      return { ...(next === current ? {} : { contact: next }), stops };
    },
  });
}

/** Keeps for an address that whoever reads its mailbox said no; the last no counts. */
export async function noteNo(
  deps: Pick<Core, "table">,
  address: string,
  no: NonNullable<Address["no"]>,
): Promise<void> {
  // Or this one is known, or a later one.
  await written(deps.table, {
    update: keys.address(address),
    set: { no, noAt: no.at },
    if: { below: { noAt: no.at } },
  });
}
