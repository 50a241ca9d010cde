import type { DatabaseSync } from "node:sqlite";

/** One thing that happened, for the list of what happened last. */
export interface Happening {
  what:
    | "event"
    | "mail"
    | "opened"
    | "clicked"
    | "bounced"
    | "complained"
    | "unsubscribed"
    | "preferred"
    | "webhook"
    | "alert";
  /** Epoch milliseconds. */
  at: number;
  customer: string;
  /** The event's type, the message's id in the inbox, the message's step, the call's id. */
  detail: string;
}

export interface Activity {
  /** `key` names the happening: told again, it is still one. */
  add(key: string, happening: Happening): void;
  latest(limit: number): Happening[];
}

export function createActivity(database: DatabaseSync): Activity {
  database.exec(`
    CREATE TABLE IF NOT EXISTS local_activity (
      key TEXT PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, customer TEXT NOT NULL, detail TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS local_activity_at ON local_activity (at);
  `);
  const insert = database.prepare(
    "INSERT INTO local_activity (key, at, what, customer, detail) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const select = database.prepare(
    "SELECT at, what, customer, detail FROM local_activity ORDER BY at DESC, rowid DESC LIMIT ?",
  );
  return {
    add: (key, { at, what, customer, detail }) => void insert.run(key, at, what, customer, detail),
    latest: (limit) => select.all(limit) as unknown as Happening[],
  };
}
