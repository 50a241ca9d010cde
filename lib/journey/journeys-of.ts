import type { Table } from "../store/table.ts";
import { readHead } from "./head.ts";
import { partitionOf } from "./keys.ts";
import { readAll } from "./read-all.ts";
import type { Past, Send } from "./records.ts";

/** One enrollment, by what finds it. */
export interface Journey {
  campaign: string;
  id: string;
}

/** Every journey of a customer that anything is left of: those that others have taken the place of, and those with messages, too. */
export async function journeysOf(table: Table, customer: string): Promise<Journey[]> {
  const { enrollments } = await readHead(table, customer);
  const past = (await readAll(table, partitionOf(customer), "past#")) as unknown as Past[];
  const sends = (await readAll(table, partitionOf(customer), "send#")) as unknown as Send[];
  const messages = sends.map(({ campaign, enrollment }) => ({ campaign, id: enrollment }));
  const all = [...enrollments.values(), ...past, ...messages];
  return [...new Map(all.map(({ campaign, id }) => [id, { campaign, id }])).values()];
}
