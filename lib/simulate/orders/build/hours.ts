import { draw } from "./ids.ts";

const HOUR = 3_600_000;
const OPEN = 9 * HOUR;
const CLOSE = 21 * HOUR;

/**
 * Draws times between 09:00 and 21:00 for rows that have only a date (wall-clock midnight, counted as if it were UTC). Later rows
 * of the same customer and day come later; the same seed, customer, day and count give the same hour whatever else is in the file.
 */
export function hourDrawer(seed: string): (customerId: string, day: number) => number {
  const last = new Map<string, number>();
  return (customerId, day) => {
    const key = `${day} ${customerId}`;
    const before = last.get(key);
    const drawn = draw("hour", seed, key, String(before ?? "first"));
    // A quarter of what is left at most, so that even a hundred orders of one day find room.
    const time =
      before === undefined ? OPEN + drawn * (CLOSE - OPEN - 1) : before + 1 + (drawn * (CLOSE - before - 2)) / 4;
    const whole = Math.min(Math.floor(time), CLOSE - 1);
    last.set(key, whole);
    return day + whole;
  };
}
