import { existsSync } from "node:fs";
import type { Shop } from "../campaign/shop.ts";
import { readHead } from "../journey/head.ts";
import { partitionOf } from "../journey/keys.ts";
import type { TemplateData } from "../journey/ports.ts";
import { customerData } from "../journey/send/mail.ts";
import { openDatabase } from "../store/database.ts";
import { openSqliteTable } from "../store/sqlite.ts";
import { itemOfText } from "../store/sqlite-rows.ts";
import { readOnly, UnreadableDatabase } from "./read-only.ts";

/**
 * What templates can say about a customer of the local server, with the order of their newest journey. Undefined: not there.
 * The file is only read, so that one named by mistake stays as it is. Throws {@link UnreadableDatabase}.
 */
export async function readCustomer(
  databasePath: string,
  customer: string,
  shop: Shop,
): Promise<Partial<TemplateData> | undefined> {
  if (!existsSync(databasePath)) return undefined;
  const { version, items } = readItems(databasePath, partitionOf(customer));
  // Opening a table creates it, so a copy in memory is opened.
  const memory = openDatabase(":memory:");
  try {
    const table = openSqliteTable(memory);
    const ours = memory.prepare(VERSION).get()?.version;
    if (version !== ours)
      throw new UnreadableDatabase(`${databasePath} is of another release of Regulars; use that one`);
    for (const item of items) await table.write({ put: item });
    const { contact, profile, enrollments } = await readHead(table, customer);
    if (contact === undefined && profile === undefined) return undefined;
    const [newest] = [...enrollments.values()].filter(({ order }) => order !== undefined).sort((a, b) => b.at - a.at);
    const data = customerData(customer, contact?.email ?? "no-address@example.com", { contact, profile }, shop);
    return { customer: data, ...(newest?.order === undefined ? {} : { order: newest.order }) };
  } finally {
    memory.close();
  }
}

const VERSION = "SELECT version FROM items_schema";

function readItems(path: string, partition: string) {
  return readOnly(path, (database) => {
    const version = database.prepare(VERSION).get()?.version;
    const rows = database.prepare("SELECT item FROM items WHERE pk = ?").all(partition);
    return { version, items: rows.map(({ item }) => itemOfText(String(item))) };
  });
}
