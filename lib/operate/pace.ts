import { Interrupted } from "./trouble.ts";

/** The clock that a command goes by. */
export interface Time {
  /** Epoch milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Awaited before something is done: `n` times so much may follow. */
export type Pace = (n?: number) => Promise<void>;

/**
 * Lets pass so many a second, evenly: what was not used earlier is not made up for. Throws {@link Interrupted} instead once
 * `signal` says so: a pace is where a command may stop without leaving half of something.
 */
export function createPace(perSecond: number, { now, sleep }: Time, signal?: AbortSignal): Pace {
  let next = now();
  return async (n = 1) => {
    if (signal?.aborted) throw new Interrupted("stopped");
    const wait = next - now();
    if (wait > 0) await sleep(wait);
    if (signal?.aborted) throw new Interrupted("stopped");
    next = Math.max(next, now()) + (n * 1000) / perSecond;
  };
}
