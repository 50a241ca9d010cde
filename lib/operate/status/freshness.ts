import { keys } from "../../journey/keys.ts";
import { readAll } from "../../journey/read-all.ts";
import type { Table } from "../../store/table.ts";

/** When the newest change happened that the figures have in them, epoch milliseconds; undefined before any was counted. */
export async function countedThrough(table: Table): Promise<number | undefined> {
  const places = await readAll(table, keys.tally("").pk, "");
  const times = places.flatMap(({ at }) => (typeof at === "number" ? [at] : []));
  return times.length === 0 ? undefined : Math.max(...times);
}
