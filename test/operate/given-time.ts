import type { Time } from "../../lib/operate/pace.ts";

/** A clock that passes only by sleeping. */
export function givenTime(start = 0): Time & { slept: number[] } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(milliseconds) {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
}

export const AT_ONCE = async (): Promise<void> => {};
