import type { DatabaseSync } from "node:sqlite";
import type { ShopEvent } from "../campaign/events.ts";
import type { Engagement } from "../journey/engage.ts";
import type { Due, DueQueue } from "./due.ts";

/** What arrives: the shop's events, as the Events table's stream brings them, and engagement, as EventBridge does. */
export type Arrival = { event: ShopEvent } | { engagement: Engagement };

/** Whatever was put here is handled at least once, in the order of its arrival, also after the process was killed. */
export interface Intake {
  /** Stored when this returns. `at`: not before then; epoch milliseconds. */
  put(arrival: Arrival, at?: number): number;
  /** What could not be handled, the latest first. */
  poison(): { body: string; why: string }[];
  /** Arrivals not handled yet. */
  waiting(): number;
}

/** A poison arrival holds the others up for this many tries, then stands aside with its reason. */
const MOST_TRIES = 3;

export function createIntake(parts: {
  database: DatabaseSync;
  queue: DueQueue;
  now(): number;
  handle(arrival: Arrival): Promise<unknown>;
}): Intake {
  const { database, queue } = parts;
  database.exec(`
    CREATE TABLE IF NOT EXISTS intake (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS intake_poison (id INTEGER PRIMARY KEY, body TEXT NOT NULL, why TEXT NOT NULL);
  `);
  const insert = database.prepare("INSERT INTO intake (at, body) VALUES (?, ?)");
  const select = database.prepare("SELECT body FROM intake WHERE id = ?");
  const remove = database.prepare("DELETE FROM intake WHERE id = ?");
  const setAside = database.prepare("INSERT OR REPLACE INTO intake_poison (id, body, why) VALUES (?, ?, ?)");
  const aside = database.prepare("SELECT body, why FROM intake_poison ORDER BY id DESC LIMIT 100");
  const count = database.prepare("SELECT count(*) AS n FROM intake");

  async function handle({ key }: Due): Promise<void> {
    const id = Number(key);
    const row = select.get(id);
    if (row === undefined) return;
    const body = String(row.body);
    for (let tries = 1; ; tries++) {
      try {
        await parts.handle(JSON.parse(body) as Arrival);
        break;
      } catch (error) {
        if (tries < MOST_TRIES) continue;
        setAside.run(id, body, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
        break;
      }
    }
    remove.run(id);
  }

  for (const { id, at } of database.prepare("SELECT id, at FROM intake ORDER BY at, id").all()) {
    queue.add(Number(at), handle, Number(id));
  }
  return {
    put(arrival, at = parts.now()) {
      const { lastInsertRowid } = insert.run(at, JSON.stringify(arrival));
      const id = Number(lastInsertRowid);
      queue.add(at, handle, id);
      return id;
    },
    poison: () => aside.all() as unknown as { body: string; why: string }[],
    waiting: () => Number(count.get()?.n ?? 0),
  };
}
