import type { DatabaseSync, StatementSync } from "node:sqlite";
import { openAtomic } from "../../store/database.ts";

const THEIR_JOURNEYS = "(SELECT value FROM json_each(:journeys))";
const ARRIVED = `:customer IN (json_extract(body, '$.event.customerId'), json_extract(body, '$.engagement.customer'),
  json_extract(body, '$.engagement.message.customer'))`;

/**
 * Whose a row is, in each table beside the State table that has rows about customers. A row of a journey may not name its
 * customer any more, so that it is found by the enrollment; `:journeys` is a JSON list of them.
 */
export const WHOSE = {
  inbox: "customer = :customer",
  intake: ARRIVED,
  intake_poison: ARRIVED,
  local_activity: "customer = :customer",
  local_calls: "customer = :customer",
  local_customers: "id = :customer",
  local_trail: `enrollment IN ${THEIR_JOURNEYS}`,
  states_executions: `name IN ${THEIR_JOURNEYS} OR json_extract(input, '$.customer') = :customer`,
  states_messages: "json_extract(body, '$.customer') = :customer",
  states_schedules: "json_extract(what, '$.customer') = :customer",
  states_dead_letters: `json_extract(body, '$.customer') = :customer
    OR source IN (SELECT 'end of ' || value FROM json_each(:journeys))`,
} as const;

/** Nothing is about a customer in these: what is counted, how machines look, what the server remembers of itself. */
export const NOBODYS = ["figures", "figures_entered", "items_schema", "local_settings", "states_machines"] as const;

/** Whose rows are meant. */
export interface Whose {
  customer: string;
  journeys: readonly string[];
}

/** Journeys of a customer that only the inbox knows of any more. */
export function journeysInInbox(database: DatabaseSync, customer: string): string[] {
  const rows = database.prepare("SELECT DISTINCT enrollment FROM inbox WHERE customer = ?").all(customer);
  return rows.map(({ enrollment }) => String(enrollment));
}

/** In the order of their first column, which is a number that grows where there is one. */
export function rowsOf(database: DatabaseSync, table: keyof typeof WHOSE, whose: Whose): Record<string, unknown>[] {
  if (!isThere(database, table)) return [];
  return prepared(database, `SELECT * FROM ${table} WHERE ${WHOSE[table]} ORDER BY 1`).all(named(whose));
}

/** All or none; answers how many rows went. */
export function eraseRows(database: DatabaseSync, whose: Whose): number {
  const erase = (table: keyof typeof WHOSE): number =>
    Number(prepared(database, `DELETE FROM ${table} WHERE ${WHOSE[table]}`).run(named(whose)).changes);
  const tables = (Object.keys(WHOSE) as (keyof typeof WHOSE)[]).filter((table) => isThere(database, table));
  return openAtomic(database)(() => tables.map(erase).reduce((sum, n) => sum + n, 0));
}

/** A file that an earlier version wrote may lack the tables of later ones. */
function isThere(database: DatabaseSync, table: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined;
}

function prepared(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  // Most of them ask for the customer alone.
  statement.setAllowUnknownNamedParameters(true);
  return statement;
}

function named({ customer, journeys }: Whose): Record<string, string> {
  return { customer, journeys: JSON.stringify(journeys) };
}
