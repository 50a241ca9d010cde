/** The one clock of the local engine. Epoch milliseconds; it never goes back. */
export interface Clock {
  now(): number;
  /** Stands still at this time, or at the present one when that is later. */
  hold(at: number): void;
  /** Goes on from where it stood. */
  release(): void;
}

/** Time moves only when it is moved: the same work gives the same times. */
export function createVirtualClock(start: number): Clock {
  let time = start;
  return {
    now: () => time,
    hold(at) {
      time = Math.max(time, at);
    },
    release() {},
  };
}

/**
 * The time of day, plus an offset that grows when the clock is held at a later time ("forward one day").
 * `keep` is told each new offset, so that a restart can go on with it: give it back as `offset`.
 */
export function createRealClock(
  options: { offset?: number; wall?: () => number; keep?: (offset: number) => void } = {},
): Clock {
  const wall = options.wall ?? Date.now;
  let offset = options.offset ?? 0;
  let held: number | undefined;
  const now = () => held ?? wall() + offset;
  return {
    now,
    hold(at) {
      const time = now();
      held = Math.max(time, at);
      if (held > time) options.keep?.(held - wall());
    },
    release() {
      if (held === undefined) return;
      const reached = held - wall();
      held = undefined;
      if (reached <= offset) return;
      offset = reached;
      options.keep?.(offset);
    },
  };
}
