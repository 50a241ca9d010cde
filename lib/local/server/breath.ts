import { setImmediate } from "node:timers/promises";

/** Milliseconds after which requests get their turn. */
const LONGEST = 50;

/**
 * Gives a function to await now and then in long work. Journeys on one machine never wait for anything outside, so a month of
 * them in one go would leave no request a chance.
 */
export function createBreath(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST) return;
    await setImmediate();
    last = performance.now();
  };
}
