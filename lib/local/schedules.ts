import type { Schedules } from "../journey/ports.ts";
import type { Clock } from "./clock.ts";
import type { Due, DueQueue } from "./due.ts";
import { deadLetter } from "./states/outside/dead-letter.ts";
import { delayAfter, MOST_RECEIVES } from "./states/outside/redelivery.ts";
import type { EngineStore, ScheduledFor } from "./states/rows/store.ts";

/** What is called at the scheduled time, at least once. */
export type Scheduled = (what: ScheduledFor, name: string) => Promise<void>;

/** One-time schedules, stored. One that its handler throws at comes again later, up to {@link MOST_RECEIVES} times. */
export function createSchedules(parts: {
  clock: Clock;
  queue: DueQueue;
  store: Pick<EngineStore, "atomic" | "schedules" | "deadLetters">;
  begin: Scheduled;
}): Schedules & { recover(): void } {
  const { clock, queue, store } = parts;
  const rows = store.schedules;
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
    const row = timers.get(name) === due ? rows.load(name) : undefined;
    if (row === undefined) return;
    try {
      await parts.begin(row.what, name);
    } catch (error) {
      if (timers.get(name) === due) beginAgain(name, row, error);
      return;
    }
    if (timers.get(name) !== due) return;
    rows.remove(name);
    timers.delete(name);
  }

  function beginAgain(name: string, { what, tries }: { what: ScheduledFor; tries: number }, error: unknown): void {
    const count = tries + 1;
    const due = clock.now() + delayAfter(count);
    if (count < MOST_RECEIVES) {
      rows.again(name, due, count);
      expect(name, due);
      return;
    }
    store.atomic(() => {
      store.deadLetters.add(deadLetter(`schedule ${name}`, JSON.stringify(what), error, clock.now()));
      rows.remove(name);
    });
    timers.delete(name);
  }

  return {
    async set(name, at, what) {
      rows.set(name, at, what);
      expect(name, at);
    },
    async cancel(name) {
      rows.remove(name);
      forget(name);
    },
    recover() {
      for (const { name, due } of rows.waiting()) expect(name, due);
    },
  };
}
