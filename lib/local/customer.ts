import { existsSync } from "node:fs";
import type { Shop } from "../campaign/shop.ts";
import { readHead } from "../journey/head.ts";
import type { TemplateData } from "../journey/ports.ts";
import { customerData } from "../journey/send/mail.ts";
import { openDatabase } from "../store/database.ts";
import { openSqliteTable } from "../store/sqlite.ts";

/** What templates can say about a customer of the local server, with the order of their newest journey. Undefined: not there. */
export async function readCustomer(
  databasePath: string,
  customer: string,
  shop: Shop,
): Promise<Partial<TemplateData> | undefined> {
  if (!existsSync(databasePath)) return undefined;
  const database = openDatabase(databasePath);
  try {
    const { contact, profile, enrollments } = await readHead(openSqliteTable(database), customer);
    if (contact === undefined && profile === undefined) return undefined;
    const [newest] = [...enrollments.values()].filter(({ order }) => order !== undefined).sort((a, b) => b.at - a.at);
    const data = customerData(customer, contact?.email ?? "no-address@example.com", { contact, profile }, shop);
    return { customer: data, ...(newest?.order === undefined ? {} : { order: newest.order }) };
  } finally {
    database.close();
  }
}
