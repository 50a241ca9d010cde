import type { DatabaseSync } from "node:sqlite";
import type { Schedules } from "../journey/ports.ts";
import type { openAtomic } from "../store/database.ts";
import type { Clock } from "./clock.ts";
import type { Due, DueQueue } from "./due.ts";
import { delayAfter, MOST_RECEIVES } from "./states/outside/redelivery.ts";
import type { DeadLetterRows } from "./states/rows/dead-letters.ts";

/** What is called at the scheduled time, at least once. */
export type Scheduled = (what: Parameters<Schedules["set"]>[2], name: string) => Promise<void>;

interface Row {
  what: string;
  tries: number;
  at: number;
}

/** One-time schedules, stored. One that its handler throws at comes again later, up to {@link MOST_RECEIVES} times. */
export function createSchedules(parts: {
  database: DatabaseSync;
  clock: Clock;
  queue: DueQueue;
  atomic: ReturnType<typeof openAtomic>;
  deadLetters: DeadLetterRows;
  begin: Scheduled;
}): Schedules & { recover(): void } {
  const { database, clock, queue } = parts;
  const upsert = database.prepare(
    "INSERT OR REPLACE INTO states_schedules (name, at, what, due, tries) VALUES (?, ?, ?, ?, 0)",
  );
  const select = database.prepare("SELECT what, tries, at FROM states_schedules WHERE name = ?");
  const again = database.prepare("UPDATE states_schedules SET due = ?, tries = ? WHERE name = ?");
  const remove = database.prepare("DELETE FROM states_schedules WHERE name = ?");
  const waiting = database.prepare("SELECT name, due FROM states_schedules ORDER BY due, name");
  const timers = new Map<string, Due>();

  function expect(name: string, due: number): void {
    forget(name);
    timers.set(name, queue.add(due, begin, name));
  }

  function forget(name: string): void {
    const timer = timers.get(name);
    if (timer === undefined) return;
    queue.cancel(timer);
    timers.delete(name);
  }

  /** Whatever happened while the handler ran, a schedule that was set anew meanwhile stands. */
  async function begin(due: Due): Promise<void> {
    const name = String(due.key);
    const row = select.get(name) as Row | undefined;
    if (row === undefined || timers.get(name) !== due) return;
    try {
      await parts.begin(JSON.parse(row.what), name);
    } catch (error) {
      if (timers.get(name) === due) beginAgain(name, row, error);
      return;
    }
    if (timers.get(name) !== due) return;
    remove.run(name);
    timers.delete(name);
  }

  function beginAgain(name: string, { what, tries }: Row, error: unknown): void {
    const count = tries + 1;
    const due = clock.now() + delayAfter(count);
    if (count < MOST_RECEIVES) {
      again.run(due, count, name);
      expect(name, due);
      return;
    }
    parts.atomic(() => {
      parts.deadLetters.add(`schedule ${name}`, what, error, clock.now());
      remove.run(name);
    });
    timers.delete(name);
  }

  return {
    async set(name, at, what) {
      upsert.run(name, at, JSON.stringify(what), at);
      expect(name, at);
    },
    async cancel(name) {
      remove.run(name);
      forget(name);
    },
    recover() {
      for (const row of waiting.all()) expect(String(row.name), Number(row.due));
    },
  };
}
