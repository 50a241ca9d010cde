import type { DatabaseSync } from "node:sqlite";
import { type CustomerEvents, forget } from "../../journey/forget.ts";
import { journeysOf } from "../../journey/journeys-of.ts";
import type { With } from "../../journey/ports.ts";
import { eraseRows, journeysInInbox } from "./rows.ts";
import { scrub } from "./scrub.ts";

/** How much was erased; all zero: nothing was there. */
export interface Erased {
  /** Records of the State table. */
  records: number;
  /** Rows of the other tables: messages in the inbox, what happened, the way of each journey, what was waiting. */
  rows: number;
  journeys: number;
  /** False: another program reads the file, so that its journal could not be emptied. It is, at the next erasing. */
  isScrubbed: boolean;
}

/**
 * Erases a customer from the database of the local server. Cut off half-way, it is simply done again. Nothing else may run
 * on the database meanwhile. What stays is a hash of an address that must never be mailed, or whose mailbox said no.
 *
 * 1. Which journeys were theirs is read, as long as that is known.
 * 2. The rows beside the State table go together: the inbox, what waits to be handled, executions, the pages' memory.
 * 3. The records go, as on AWS; what ending the journeys has left beside them goes, too.
 * 4. The file is written anew, so that nothing of what was deleted is left in it.
 */
export async function eraseCustomer(
  { database, deps }: { database: DatabaseSync; deps: With<"addresses"> },
  customer: string,
): Promise<Erased> {
  const known = (await journeysOf(deps.table, customer)).map(({ id }) => id);
  const whose = { customer, journeys: [...new Set([...known, ...journeysInInbox(database, customer)])] };
  const before = eraseRows(database, whose);
  const { items, journeys } = await forget(deps, customer, NONE);
  const rows = before + eraseRows(database, whose);
  return { records: items, rows, journeys, isScrubbed: scrub(database) };
}

/** Events are kept nowhere here once they are applied; those that wait are rows. */
const NONE: CustomerEvents = {
  async *of() {},
  async remove() {},
};
