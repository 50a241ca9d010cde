/** A message, schedule or announcement whose handler has thrown this often is given up. */
export const MOST_RECEIVES = 10;

const FIRST_DELAY = 30_000;
const LONGEST_DELAY = 15 * 60_000;

/** Milliseconds until what has failed this often (from 1) is handed over again: 30 s, doubling, at most 15 minutes. */
export function delayAfter(failures: number): number {
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
}
