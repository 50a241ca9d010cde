import type { Clock } from "../../clock.ts";
import type { Due, DueQueue } from "../../due.ts";
import type { Hooks } from "../hooks.ts";
import type { DeadLetterRows, EndRows } from "../rows/store.ts";
import { deadLetter } from "./dead-letter.ts";
import { delayAfter, MOST_RECEIVES } from "./redelivery.ts";

/** Tells `onEnd` of executions that are over. */
export interface Ends {
  expect(id: number): void;
  /** Expects all that were not told before the process ended. */
  recover(): void;
}

export function createEnds(parts: {
  clock: Clock;
  queue: DueQueue;
  hooks: Hooks;
  ends: EndRows;
  deadLetters: DeadLetterRows;
}): Ends {
  const { clock, ends, hooks } = parts;
  const failures = new Map<number, number>();

  function expect(id: number, at = clock.now()): void {
    parts.queue.add(at, tell, id);
  }

  async function tell({ key }: Due): Promise<void> {
    const id = Number(key);
    const end = ends.untold(id);
    if (end === undefined) return;
    try {
      await hooks.onEnd?.(end);
    } catch (error) {
      tellAgain(id, end.execution, error);
      return;
    }
    failures.delete(id);
    ends.told(id);
  }

  /** After the last try it stays untold, for the next start to try. */
  function tellAgain(id: number, name: string, error: unknown): void {
    const count = (failures.get(id) ?? 0) + 1;
    failures.set(id, count);
    if (count < MOST_RECEIVES) expect(id, clock.now() + delayAfter(count));
    else parts.deadLetters.add(deadLetter(`end of ${name}`, "{}", error, clock.now()));
  }

  return {
    expect,
    recover() {
      if (hooks.onEnd === undefined) return;
      for (const id of ends.all()) expect(id);
    },
  };
}
