/** Milliseconds of the first pause, at most. */
const FIRST = 25;
/** Milliseconds of any pause, at most. */
const LONGEST = 1_000;

/** Waits a random while, twice as long after each try, so that those who collided come back apart (AWS calls it full jitter). */
export function pauseAfter(tries: number): Promise<void> {
  const most = Math.min(LONGEST, FIRST * 2 ** tries);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * most));
}
