/** Chance that can be repeated: the same seed draws the same. */
export interface Draw {
  /** 0 up to 1. */
  number(): number;
  /** From `low` up to and including `high`. */
  between(low: number, high: number): number;
  /** Whether something with this likelihood happens. */
  happens(likelihood: number): boolean;
  one<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** Mulberry32 by Tommy Ettinger: 32 bits of state are plenty for a few thousand draws. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  function number(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (low: number, high: number): number => low + Math.floor(number() * (high - low + 1));
  return {
    number,
    between,
    happens: (likelihood) => number() < likelihood,
    one: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
  };
}
