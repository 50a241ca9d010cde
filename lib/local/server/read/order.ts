import { keys, partitionOf } from "../../../journey/keys.ts";
import { readAll } from "../../../journey/read-all.ts";
import type { EventMarker } from "../../../journey/records.ts";
import type { Table } from "../../../store/table.ts";

/** An order as its purchase told it. */
export interface KnownOrder {
  id: string;
  /** In units of the currency. */
  total: number;
  currency: string;
  /** Some of it came back, whoever said so. */
  isRefunded: boolean;
}

/** An order of this customer; undefined when none of their purchases that are kept had it. */
export async function readOrder(
  table: Pick<Table, "query">,
  customer: string,
  order: string,
): Promise<KnownOrder | undefined> {
  const prefix = keys.event(customer, "").sk;
  const events = (await readAll(table, partitionOf(customer), prefix)) as unknown as EventMarker[];
  const bought = events.find(({ type, facts }) => type === "purchase" && facts.id === order);
  if (bought === undefined) return undefined;
  const { total, currency } = bought.facts;
  const isRefunded = events.some(({ type, facts }) => type === "refund" && facts.orderId === order);
  return { id: order, total: Number(total), currency: String(currency), isRefunded };
}
