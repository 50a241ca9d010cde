import type { Address } from "../../journey/contact.ts";
import { suppress } from "../../journey/engage/bounces.ts";
import { noteNo } from "../../journey/engage/no.ts";
import { keys } from "../../journey/keys.ts";
import type { Table } from "../../store/table.ts";
import type { Pace } from "../pace.ts";
import { Interrupted } from "../trouble.ts";
import type { Entry } from "./entry.ts";

/** What became of a list, or would become. */
export interface Taken {
  suppressed: { taken: number; known: number };
  noes: { taken: number; known: number };
  /** Requests to the State table, for their price. */
  reads: number;
  writes: number;
  isInterrupted: boolean;
}

/** The most that one request reads. */
const CHUNK = 100;
/** Writes side by side. */
const AT_ONCE = 10;

/**
 * Keeps what is on a list. What is known already stays as it is: the first reason of a suppression, and a no that is as new; one
 * without a date never takes the place of another. So the same list again changes nothing.
 */
export async function importEntries(
  deps: { table: Table; pace: Pace; onProgress?(done: number): void },
  entries: readonly Entry[],
  { isDry }: { isDry: boolean },
): Promise<Taken> {
  const taken: Taken = {
    suppressed: { taken: 0, known: 0 },
    noes: { taken: 0, known: 0 },
    reads: 0,
    writes: 0,
    isInterrupted: false,
  };
  try {
    for (let start = 0; start < entries.length; start += CHUNK) {
      const chunk = entries.slice(start, start + CHUNK);
      await deps.pace(0);
      const news = await unknownOf(deps.table, chunk, taken);
      for (let next = 0; next < news.length; next += AT_ONCE) {
        const some = news.slice(next, next + AT_ONCE);
        if (!isDry) await deps.pace(some.length);
        await Promise.all(some.map((entry) => keep(deps.table, entry, taken, isDry)));
      }
      deps.onProgress?.(Math.min(start + CHUNK, entries.length));
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    taken.isInterrupted = true;
  }
  return taken;
}

async function unknownOf(table: Table, chunk: readonly Entry[], taken: Taken): Promise<Entry[]> {
  const hashes = [...new Set(chunk.map(({ hash }) => hash))];
  const records = (await table.getMany(hashes.map(keys.address))) as unknown as (Address | undefined)[];
  taken.reads += hashes.length;
  const known = new Map(hashes.map((hash, index) => [hash, records[index]]));
  return chunk.filter((entry) => {
    const isKnown = isKept(known.get(entry.hash), entry);
    if (isKnown) countOf(taken, entry).known++;
    return !isKnown;
  });
}

function isKept(record: Address | undefined, { kind, at, isDated }: Entry): boolean {
  if (kind === "suppressed") return record?.suppressed !== undefined;
  return record?.no !== undefined && (!isDated || record.no.at >= at);
}

async function keep(table: Table, entry: Entry, taken: Taken, isDry: boolean): Promise<void> {
  const { kind, hash, reason, at, source } = entry;
  if (!isDry && kind === "no") await noteNo({ table }, hash, { at, source: source ?? reason });
  if (!isDry && kind === "suppressed") {
    await suppress({ table }, hash, { reason, at, ...(source === undefined ? {} : { source }) });
  }
  taken.writes++;
  countOf(taken, entry).taken++;
}

function countOf(taken: Taken, { kind }: Entry): Taken["noes"] {
  return kind === "no" ? taken.noes : taken.suppressed;
}
