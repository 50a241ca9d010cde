import type { DatabaseSync } from "node:sqlite";

/** Creates the engine's own tables where they are missing. They share a file with the Table's. Times are epoch milliseconds. */
export function createTables(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS states_machines (
      id INTEGER PRIMARY KEY, campaign TEXT NOT NULL, version TEXT NOT NULL, definition TEXT NOT NULL,
      UNIQUE (campaign, version)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS states_executions (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, machine INTEGER NOT NULL, started INTEGER NOT NULL,
      status TEXT NOT NULL, input TEXT,
      visit INTEGER NOT NULL, state TEXT, entered INTEGER, phase TEXT, due INTEGER, deadline INTEGER,
      state_input TEXT, variables TEXT, tries TEXT,
      ended INTEGER, output TEXT, error TEXT, cause TEXT, announced INTEGER
    ) STRICT;
    CREATE TABLE IF NOT EXISTS states_messages (
      id INTEGER PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, due INTEGER NOT NULL, receives INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS states_schedules (
      name TEXT PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states_dead_letters (
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, body TEXT NOT NULL, error TEXT NOT NULL, message TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT;
  `);
}

/** The number to go on counting from. */
export function nextId(database: DatabaseSync, table: "states_executions" | "states_messages"): number {
  const row = database.prepare(`SELECT coalesce(max(id), 0) + 1 AS next FROM ${table}`).get();
  return Number(row?.next);
}
