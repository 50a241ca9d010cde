import { type Condition, ConditionFailed, type Table } from "../../store/table.ts";
import { keys } from "../keys.ts";
import { codesLeftBehind, STRETCH } from "./left-behind.ts";
import type { Pool } from "./records.ts";

/** A code that may be free, to be tried. */
export interface PoolCode {
  code: string;
  /** How many tickets were left after the one that was taken for it. Not there when they were used up before. */
  left?: number;
}

/** As many tickets may be on their way to their codes: numbers so far behind the newest are looked at. */
const ON_THEIR_WAY = 1_000;

/**
 * The codes of a coupon's pool to try, one after the other, until one could be given. When it ends, every imported code was
 * given: nobody is refused while one is free.
 *
 * 1. A ticket is the next number of the pool. Taking it is the one write that all customers share: DynamoDB takes 1,000 a
 *    second for one partition key. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 * 2. The code of that number is tried. Somebody else may have got it who looked for codes that were left behind.
 * 3. When the tickets are used up, what crashes and ended journeys left behind is looked for.
 *
 * Every hundredth ticket looks behind first, so that there is little left to look at in the end; when it finds a code there, its
 * own number is left behind in its place.
 *
 * @param read the pool as it was just read
 */
export async function* poolCodes(
  table: Table,
  coupon: string,
  read: Pool | undefined,
): AsyncGenerator<PoolCode, void, void> {
  let ticket = await takeTicket(table, coupon, read);
  for (; ticket !== undefined; ticket = await takeTicket(table, coupon, ticket)) {
    const { given: number, imported, swept = 0 } = ticket;
    const left = imported - number;
    if (number % STRETCH === 0) {
      const through = Math.min(number - ON_THEIR_WAY, swept + 2 * STRETCH);
      for await (const code of codesLeftBehind(table, coupon, { swept, through })) yield { code, left };
    }
    const [pooled] = await table.getMany([keys.pooled(coupon, number)]);
    if (pooled !== undefined) yield { code: String(pooled.code), left };
  }
  const pool = await readPool(table, coupon);
  if (pool === undefined) return;
  const { swept = 0, imported: through } = pool;
  for await (const code of codesLeftBehind(table, coupon, { swept, through })) yield { code };
}

export async function readPool(table: Table, coupon: string): Promise<Pool | undefined> {
  const [pool] = await table.getMany([keys.pool(coupon)]);
  return pool as unknown as Pool | undefined;
}

/** The pool, whose `given` is the number of the ticket. Undefined: they are used up. */
async function takeTicket(table: Table, coupon: string, read: Pool | undefined): Promise<Pool | undefined> {
  let pool = read;
  while (pool !== undefined && pool.given < pool.imported) {
    const condition: Condition = { equals: {}, below: { given: pool.imported } };
    try {
      const taken = await table.write({ update: keys.pool(coupon), add: { given: 1 }, if: condition });
      return taken as unknown as Pool;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      // The last one was taken in this moment; more may have been imported, too.
      pool = error.existing as unknown as Pool | undefined;
    }
  }
  return undefined;
}
