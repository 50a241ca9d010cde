/** Numbers from 0 up to 1, the same for the same seed (mulberry32, a public-domain generator by Tommy Ettinger). */
export interface Chance {
  next(): number;
  /** True with this likelihood. */
  is(likelihood: number): boolean;
  /** A whole number from 0 up to, not including, this. */
  below(count: number): number;
  one<T>(list: readonly [T, ...T[]]): T;
}

export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    is: (likelihood) => next() < likelihood,
    below: (count) => Math.floor(next() * count),
    one: (list) => list[Math.floor(next() * list.length)] ?? list[0],
  };
}
