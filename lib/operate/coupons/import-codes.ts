import { readPool } from "../../journey/advocacy/pool.ts";
import type { Code } from "../../journey/advocacy/records.ts";
import { keys } from "../../journey/keys.ts";
import { type Table, TransactionRefused, type Write } from "../../store/table.ts";
import type { Pace } from "../pace.ts";
import { Interrupted, Trouble } from "../trouble.ts";
import type { ReadCode } from "./code-list.ts";

/** What became of a list of codes, or would become. */
export interface ImportedCodes {
  added: number;
  /** In this pool before. */
  known: number;
  /** Codes of something else: of another coupon, or a customer's own for friends. */
  elsewhere: ReadCode[];
  /** Requests to the State table, for their price. */
  reads: number;
  writes: number;
  isInterrupted: boolean;
}

/** Codes that are looked up in one request. */
const CHUNK = 98;
/** Codes in a transaction, which takes 100 writes: two each, and the counter's. */
const BATCH = 49;
/** Customers who take codes meanwhile change the counter, too. */
const MOST_TRIES = 50;

/**
 * Puts codes into a coupon's pool. A batch goes in whole or not at all: the codes, their numbers and the counter are written
 * together. What is known already is passed over, so the same list again adds nothing, and one that was cut goes on where it was.
 * Throws {@link Trouble} when the pool is changed too often meanwhile.
 */
export async function importCodes(
  deps: { table: Table; pace: Pace; onProgress?(done: number): void },
  coupon: string,
  codes: readonly ReadCode[],
  { isDry }: { isDry: boolean },
): Promise<ImportedCodes> {
  const imported: ImportedCodes = { added: 0, known: 0, elsewhere: [], reads: 0, writes: 0, isInterrupted: false };
  try {
    for (let start = 0; start < codes.length; start += CHUNK) {
      const chunk = codes.slice(start, start + CHUNK);
      await deps.pace(0);
      const news = await unknownOf(deps.table, coupon, chunk, imported);
      for (let from = 0; from < news.length; from += BATCH) {
        const batch = news.slice(from, from + BATCH);
        if (!isDry) await deps.pace(batch.length);
        await add(deps.table, coupon, batch, imported, isDry);
      }
      deps.onProgress?.(Math.min(start + CHUNK, codes.length));
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    imported.isInterrupted = true;
  }
  return imported;
}

async function unknownOf(
  table: Table,
  coupon: string,
  chunk: readonly ReadCode[],
  imported: ImportedCodes,
): Promise<ReadCode[]> {
  const records = (await table.getMany(chunk.map(({ code }) => keys.code(code)))) as unknown as (Code | undefined)[];
  imported.reads += chunk.length;
  return chunk.filter((read, index) => {
    const record = records[index];
    if (record === undefined) return true;
    // A pool's code keeps its coupon when it is given; one made by a pattern of the same name cannot be told from it.
    if (record.kind === "coupon" && record.coupon === coupon) imported.known++;
    else imported.elsewhere.push(read);
    return false;
  });
}

async function add(
  table: Table,
  coupon: string,
  batch: readonly ReadCode[],
  imported: ImportedCodes,
  isDry: boolean,
): Promise<void> {
  let news = batch;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (news.length === 0) return;
    const writes = await writesFor(table, coupon, news);
    imported.reads++;
    try {
      if (!isDry) await table.transact(writes);
      imported.added += news.length;
      // A transaction costs twice as much.
      imported.writes += writes.length * 2;
      return;
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
      // Another import, or a customer's own code, came in between; with the counter alone nothing is left out.
      if (error.refused.some((place) => place > 0)) news = await unknownOf(table, coupon, news, imported);
    }
  }
  throw new Trouble(
    `the pool of ${coupon} changed ${MOST_TRIES} times in a row; run the same command again: it goes on`,
  );
}

/** The counter first. Nobody else has added to it when these are written, so the numbers are free. */
async function writesFor(table: Table, coupon: string, codes: readonly ReadCode[]): Promise<Write[]> {
  const pool = await readPool(table, coupon);
  const key = keys.pool(coupon);
  const first = (pool?.imported ?? 0) + 1;
  return [
    pool === undefined
      ? { put: { ...key, imported: codes.length, given: 0 }, if: { absent: true } }
      : { update: key, add: { imported: codes.length }, if: { equals: { imported: pool.imported } } },
    ...codes.flatMap(({ code }, index): Write[] => [
      { put: { ...keys.code(code), kind: "coupon", coupon, state: "free" }, if: { absent: true } },
      { put: { ...keys.pooled(coupon, first + index), code } },
    ]),
  ];
}
