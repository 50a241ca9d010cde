import type { Addresses } from "../../journey/ports.ts";
import type { Table } from "../../store/table.ts";
import type { Pace } from "../pace.ts";
import { Interrupted } from "../trouble.ts";
import type { AddressBook } from "./address-book.ts";
import { hasComplained } from "./complaint.ts";
import type { Entry } from "./entry.ts";
import { importEntries, type Taken } from "./import-list.ts";
import type { Listed, SesList } from "./ses-list.ts";

export interface Synced {
  /** Addresses on SES's list. */
  listed: number;
  /** Of them, what was new to us. */
  suppressed: Taken["suppressed"];
  /** Units of the State table, for their price. */
  reads: number;
  writes: number;
  /** Our suppressed addresses that a customer of now has, where they were asked for. */
  pushed?: { added: number; known: number };
  isInterrupted: boolean;
}

interface Deps {
  table: Table;
  addresses: Addresses;
  list: SesList;
  book: Pick<AddressBook, "read">;
  /** Awaited for each write to the State table. */
  pace: Pace;
  onProgress?(words: string): void;
}

/** Takes over what SES lists; with `push`, lists there what is suppressed here. Cut short, it is simply run again. */
export async function syncWithSes(deps: Deps, how: { push: boolean; isDry: boolean }): Promise<Synced> {
  const synced: Synced = { listed: 0, suppressed: { taken: 0, known: 0 }, reads: 0, writes: 0, isInterrupted: false };
  try {
    const listed = await pull(deps, synced, how.isDry);
    if (how.push) await push(deps, synced, listed, how.isDry);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    synced.isInterrupted = true;
  }
  return synced;
}

/** Answers the hashes of all that SES lists. */
async function pull(deps: Deps, synced: Synced, isDry: boolean): Promise<Set<string>> {
  const seen = new Set<string>();
  const to = { table: deps.table, pace: deps.pace };
  for await (const page of deps.list.pages()) {
    const entries = page.map((one) => toEntry(one, deps.addresses)).filter(({ hash }) => isFirst(seen, hash));
    synced.listed += entries.length;
    const { suppressed, reads, writes, isInterrupted } = await importEntries(to, entries, { isDry });
    synced.suppressed.taken += suppressed.taken;
    synced.suppressed.known += suppressed.known;
    synced.reads += reads;
    synced.writes += writes;
    if (isInterrupted) throw new Interrupted("stopped");
    deps.onProgress?.(`${synced.listed} addresses of SES's list`);
  }
  return seen;
}

function toEntry({ email, reason, at }: Listed, addresses: Addresses): Entry {
  return {
    kind: "suppressed",
    hash: addresses.hash(email),
    reason: "listed by SES",
    at,
    isDated: true,
    source: reason,
  };
}

function isFirst(seen: Set<string>, hash: string): boolean {
  return seen.size < seen.add(hash).size;
}

async function push(deps: Deps, synced: Synced, listed: ReadonlySet<string>, isDry: boolean): Promise<void> {
  const pushed = { added: 0, known: 0 };
  synced.pushed = pushed;
  const { known, units } = await deps.book.read();
  synced.reads += units;
  for (const one of known) {
    if (one.suppressed === undefined || one.email === undefined) continue;
    if (listed.has(one.hash)) {
      pushed.known++;
      continue;
    }
    if (!isDry) await deps.list.add(one.email, hasComplained(one) ? "COMPLAINT" : "BOUNCE");
    pushed.added++;
    deps.onProgress?.(`${pushed.added} addresses put on SES's list`);
  }
}
