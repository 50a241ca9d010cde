import type { CustomerEvents } from "./forget.ts";
import { readHead } from "./head.ts";
import type { With } from "./ports.ts";
import { readAll } from "./read-all.ts";
import { keys, partitionOf } from "./records.ts";

/** Everything that is kept about one person, in the words of the records. */
export interface Exported {
  customer: string;
  exportedAt: string;
  /** What the shop told, as it told it. */
  events: unknown[];
  /** Contact, profile, enrollments, messages, and which events were applied: see docs/tables.md. */
  records: Record<string, unknown>[];
  /** What is known about their address: whether it is mailed, and why not. */
  address?: Record<string, unknown>;
}

/** Reads everything about a customer, for them to have (GDPR, article 15 and 20). Nothing is changed. */
export async function exportCustomer(
  deps: Pick<With<"addresses">, "table" | "addresses" | "now">,
  customer: string,
  events: Pick<CustomerEvents, "of">,
): Promise<Exported> {
  const told: unknown[] = [];
  for await (const event of events.of(customer)) told.push(event);
  const records = (await readAll(deps.table, partitionOf(customer), "")).map(({ pk: _pk, sk, ...record }) => {
    return { record: sk, ...withoutTokens(record) };
  });
  const email = (await readHead(deps.table, customer)).contact?.email;
  const known = email === undefined ? undefined : await deps.table.get(keys.address(deps.addresses.hash(email)));
  const { pk: _pk, sk: _sk, ...address } = known ?? {};
  return {
    customer,
    exportedAt: new Date(deps.now()).toISOString(),
    events: told,
    records,
    ...(known === undefined ? {} : { address }),
  };
}

/** Tokens are keys to running machines, and say nothing about anybody. */
function withoutTokens(record: object): object {
  return JSON.parse(JSON.stringify(record, (name, value: unknown) => (name === "token" ? undefined : value)));
}
