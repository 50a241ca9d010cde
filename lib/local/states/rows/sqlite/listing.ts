import type { DatabaseSync } from "node:sqlite";
import type { Description, Listing } from "../store.ts";

const SELECT = `
  SELECT name, campaign, version, status, started, state, entered AS since, due, ended, output, error, cause
  FROM states_executions JOIN states_machines ON states_machines.id = machine`;

export function createListing(database: DatabaseSync): Listing {
  const one = database.prepare(`${SELECT} WHERE name = ?`);
  const many = database.prepare(
    `${SELECT} WHERE (?1 IS NULL OR campaign = ?1) AND (?2 IS NULL OR status = ?2)
     AND states_executions.id > coalesce((SELECT id FROM states_executions WHERE name = ?3), 0)
     ORDER BY states_executions.id LIMIT ?4`,
  );
  return {
    describe(name) {
      const row = one.get(name);
      return row && fromRow(row);
    },
    list({ campaign, status, limit = 100, after } = {}) {
      return many.all(campaign ?? null, status ?? null, after ?? null, limit).map(fromRow);
    },
  };
}

function fromRow(row: Record<string, unknown>): Description {
  const known = Object.entries(row).filter(([, value]) => value !== null);
  const description = Object.fromEntries(known) as unknown as Description;
  return typeof row.output === "string" ? { ...description, output: JSON.parse(row.output) } : description;
}
