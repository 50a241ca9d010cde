import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks `probe` until it returns something, and gives that back. A probe that returns undefined or throws (an assertion, say)
 * is asked again; when `within` milliseconds have passed, fails with what it said last.
 */
export async function eventually<T>(what: string, probe: () => Promise<T | undefined>, within = 30_000): Promise<T> {
  const giveUp = Date.now() + within;
  for (;;) {
    let last: string;
    try {
      const found = await probe();
      if (found !== undefined) return found;
      last = "nothing";
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > giveUp) throw new Error(`${what}: not within ${within / 1000} s; last seen: ${last}`);
    await sleep(200);
  }
}
