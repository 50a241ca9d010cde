import type { Item, Table } from "../store/table.ts";

/** Every item of a partition whose sort key starts with `prefix`, in their order, however many pages they take. */
export async function readAll(table: Pick<Table, "query">, pk: string, prefix: string): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await table.query(pk, { prefix, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
