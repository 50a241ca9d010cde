import type { DatabaseSync } from "node:sqlite";
import type { ShopEvent } from "../../../campaign/events.ts";

/** Finds customers by what a person would type. */
export interface Directory {
  /** Noting an event again changes nothing but the order. */
  note(event: ShopEvent, seen: number): void;
  /** Customer ids, the most recently heard of first. */
  find(options: { search?: string; offset: number; limit: number }): string[];
  count(search?: string): number;
  /** What a person would call them. */
  nameOf(id: string): string;
}

const MATCHES = "(?1 = '' OR id LIKE ?1 ESCAPE '!' OR email LIKE ?1 ESCAPE '!' OR name LIKE ?1 ESCAPE '!')";

export function createDirectory(database: DatabaseSync): Directory {
  database.exec(`
    CREATE TABLE IF NOT EXISTS local_customers (
      id TEXT PRIMARY KEY, email TEXT NOT NULL, name TEXT NOT NULL, seen INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS local_customers_seen ON local_customers (seen);
  `);
  const upsert = database.prepare(`
    INSERT INTO local_customers (id, email, name, seen) VALUES (?1, coalesce(?2, ''), coalesce(?3, ''), ?4)
    ON CONFLICT DO UPDATE SET email = coalesce(?2, email), name = coalesce(?3, name), seen = max(seen, ?4)`);
  const select = database.prepare(
    `SELECT id FROM local_customers WHERE ${MATCHES} ORDER BY seen DESC, id LIMIT ?3 OFFSET ?2`,
  );
  const total = database.prepare(`SELECT count(*) AS n FROM local_customers WHERE ${MATCHES}`);
  const named = database.prepare("SELECT name FROM local_customers WHERE id = ?");
  return {
    note({ customerId, customer }, seen) {
      const names = [customer?.firstName, customer?.lastName].filter((name) => name !== undefined);
      upsert.run(customerId, customer?.email ?? null, names.length === 0 ? null : names.join(" "), seen);
    },
    find: ({ search, offset, limit }) => select.all(pattern(search), offset, limit).map(({ id }) => String(id)),
    nameOf(id) {
      const name = String(named.get(id)?.name ?? "");
      return name === "" ? id : name;
    },
    count: (search) => Number(total.get(pattern(search))?.n ?? 0),
  };
}

function pattern(search: string | undefined): string {
  const words = (search ?? "").trim();
  return words === "" ? "" : `%${words.replaceAll(/[!%_]/g, "!$&")}%`;
}
