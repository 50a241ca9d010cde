import type { Table } from "../../store/table.ts";
import { Contended } from "../contended.ts";
import { keys } from "../keys.ts";
import { written } from "../written.ts";
import type { Code } from "./records.ts";

/** Numbers that are looked at in one request: the most that it reads. */
export const STRETCH = 100;
/** Three requests each, one after the other: so many fit well into the ten seconds that `decide` has. */
const MOST_STRETCHES = 100;

/**
 * Codes whose ticket was taken and which are free all the same, after the number `swept` and up to `through`: a crash came
 * between, or the journey had ended. What is asked for again was found taken. A stretch in which all are given is remembered,
 * so that nobody looks at it again: a given code never becomes free.
 *
 * Throws {@link Contended} when there is more to look at than one call has time for; the next call goes on where it was.
 */
export async function* codesLeftBehind(
  table: Table,
  coupon: string,
  { swept, through }: { swept: number; through: number },
): AsyncGenerator<string, void, void> {
  let from = swept + 1;
  for (let stretches = 0; from <= through; stretches++) {
    if (stretches === MOST_STRETCHES) {
      throw new Contended(`more codes of ${coupon} have to be looked at than one call can; the next one goes on`);
    }
    const numbers = Array.from({ length: Math.min(STRETCH, through - from + 1) }, (_, index) => from + index);
    yield* await freeAmong(table, coupon, numbers);
    from += numbers.length;
    await remember(table, coupon, from - 1);
  }
}

async function freeAmong(table: Table, coupon: string, numbers: readonly number[]): Promise<string[]> {
  const pooled = await table.getMany(numbers.map((number) => keys.pooled(coupon, number)));
  const codes = pooled.flatMap((item) => (item === undefined ? [] : [String(item.code)]));
  const records = (await table.getMany(codes.map(keys.code))) as unknown as (Code | undefined)[];
  return codes.filter((_, index) => {
    const record = records[index];
    return record?.kind === "coupon" && record.state === "free";
  });
}

async function remember(table: Table, coupon: string, swept: number): Promise<void> {
  // Or somebody else has come further.
  await written(table, { update: keys.pool(coupon), set: { swept }, if: { equals: {}, below: { swept } } });
}
