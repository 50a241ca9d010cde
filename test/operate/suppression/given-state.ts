import type { Contact } from "../../../lib/journey/contact.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { toItem } from "../../../lib/journey/records.ts";
import { openAddressBook } from "../../../lib/operate/suppression/address-book.ts";
import { attributesOf } from "../../../lib/store/dynamodb/attributes.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import type { Item, Table } from "../../../lib/store/table.ts";
import { addressesDouble } from "../../support/doubles.ts";
import { fakeClient } from "../fake-client.ts";

/** A State table in memory that can be scanned, in pages of this size; each costs half a unit. */
export function givenState(pageSize = 3) {
  const items = new Map<string, Item>();
  const table = createMemoryTable({
    onChange: ({ key, after }) => {
      if (after === undefined) items.delete(`${key.pk} ${key.sk}`);
      else items.set(`${key.pk} ${key.sk}`, after);
    },
  });
  const dynamo = fakeClient({
    DescribeTableCommand: () => ({ Table: { ItemCount: items.size, TableSizeBytes: items.size * 300 } }),
    ScanCommand: ({ ExclusiveStartKey }) => {
      const all = [...items.values()];
      const start = Number((ExclusiveStartKey as { at: { N: string } } | undefined)?.at.N ?? 0);
      const page = all.slice(start, start + pageSize);
      return {
        Items: page.filter(({ sk }) => sk === "@contact" || sk === "@address").map(attributesOf),
        ScannedCount: page.length,
        ConsumedCapacity: { CapacityUnits: 0.5 },
        ...(start + pageSize < all.length ? { LastEvaluatedKey: { at: { N: String(start + pageSize) } } } : {}),
      };
    },
  });
  const book = openAddressBook(dynamo, "State", addressesDouble);
  return { table, dynamo, book, items };
}

export async function givenCustomer(table: Table, customer: string, email: string): Promise<void> {
  const contact: Contact = { rev: 1, email, sent: [] };
  await table.write({ put: toItem(keys.contact(customer), contact) });
}

/** What is kept of an address, without what writes of it go by. */
export async function keptOf(table: Table, email: string): Promise<Record<string, unknown> | undefined> {
  const item = await table.get(keys.address(addressesDouble.hash(email)));
  if (item === undefined) return undefined;
  const { pk: _pk, sk: _sk, noAt: _noAt, softs: _softs, ...record } = item;
  return record;
}
