import { randomUUID } from "node:crypto";
import type { Arrival, Intake } from "../intake.ts";

/** What came of an arrival. It is stored in any case: one that is waiting will be handled, also after a restart. */
export type Outcome = { result: unknown } | { poison: string } | "waiting";

/** Hands arrivals to the intake and tells whoever handed them in what came of them. */
export interface Desk {
  /** Stored when this returns, all or none; the promise waits for their handling, but not longer than {@link PATIENCE}. */
  hand(arrivals: readonly Arrival[]): Promise<Outcome[]>;
  /** Wraps the intake's handler. */
  handling(handle: (arrival: Arrival) => Promise<unknown>): (arrival: Arrival) => Promise<void>;
}

/** Milliseconds that an HTTP answer waits. */
const PATIENCE = 5_000;

/** Random, because an arrival that a restart handles must not answer somebody new. */
type Ticketed = Arrival & { ticket?: string };

export function createDesk(parts: { intake(): Intake; atomic<Result>(work: () => Result): Result }): Desk {
  const asking = new Map<string, (outcome: Outcome) => void>();

  function expect(ticket: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => answer(ticket, "waiting"), PATIENCE);
      asking.set(ticket, (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    });
  }

  function answer(ticket: string | undefined, outcome: Outcome): void {
    if (ticket === undefined) return;
    asking.get(ticket)?.(outcome);
    asking.delete(ticket);
  }

  /** The intake tries again at once; only what it has set aside by then has failed. */
  function lookForPoison(ticket: string): void {
    const found = parts
      .intake()
      .poison()
      .find(({ body }) => (JSON.parse(body) as Ticketed).ticket === ticket);
    if (found !== undefined) answer(ticket, { poison: found.why });
  }

  return {
    hand(arrivals) {
      const ticketed = arrivals.map((arrival): Ticketed => ({ ...arrival, ticket: randomUUID() }));
      parts.atomic(() => ticketed.forEach((arrival) => void parts.intake().put(arrival)));
      return Promise.all(ticketed.map(({ ticket = "" }) => expect(ticket)));
    },
    handling: (handle) => async (arrival) => {
      const { ticket } = arrival as Ticketed;
      try {
        answer(ticket, { result: await handle(arrival) });
      } catch (error) {
        if (ticket !== undefined && asking.has(ticket)) setImmediate(lookForPoison, ticket);
        throw error;
      }
    },
  };
}
