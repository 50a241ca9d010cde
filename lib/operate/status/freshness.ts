import { keys } from "../../journey/records.ts";
import type { Table } from "../../store/table.ts";

/** When the newest change happened that the figures have in them, epoch milliseconds; undefined before any was counted. */
export async function countedThrough(table: Table): Promise<number | undefined> {
  let newest: number | undefined;
  let after: string | undefined;
  do {
    const page = await table.query(keys.tally("").pk, { prefix: "", ...(after === undefined ? {} : { after }) });
    for (const { at } of page.items) if (typeof at === "number") newest = Math.max(newest ?? 0, at);
    after = page.next;
  } while (after !== undefined);
  return newest;
}
