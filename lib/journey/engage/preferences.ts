import { TransactionRefused } from "../../store/table.ts";
import { withWord, wordRecord } from "../consent.ts";
import type { ConsentWord, Contact } from "../contact.ts";
import { Contended } from "../contended.ts";
import { keys } from "../keys.ts";
import type { Core } from "../ports.ts";
import { toItem, unchanged } from "../records.ts";

const MOST_TRIES = 20;

/** Which topics a customer chose on the page of preferences. */
export interface Preferences {
  at: number;
  source: string;
  topics: Record<string, boolean>;
}

/** Keeps what a customer chose, with its evidence. False: there is no such customer (any more). */
export async function choosePreferences(
  deps: Pick<Core, "table" | "now">,
  customer: string,
  { at, source, topics }: Preferences,
): Promise<boolean> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const contact = (await deps.table.get(keys.contact(customer))) as unknown as Contact | undefined;
    if (contact === undefined) return false;
    const { email } = contact;
    const word: ConsentWord = {
      at,
      source,
      seen: deps.now(),
      topics,
      ...(email === undefined ? {} : { email }),
    };
    const next = withWord(contact, word);
    if (next === contact) return true;
    try {
      await deps.table.transact([
        { put: toItem(keys.contact(customer), next), if: unchanged(contact) },
        wordRecord(customer, word),
      ]);
      return true;
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
    }
  }
  throw new Contended(`the contact changed ${MOST_TRIES} times in a row; the preferences will be kept another time`);
}
