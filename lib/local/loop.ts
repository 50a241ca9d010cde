import type { Clock } from "./clock.ts";
import type { DueQueue } from "./due.ts";

/** Runs what is due: one thing at a time, in order. None of these may be called from inside a thing that runs. */
export interface Loop {
  /** When the next thing is due; undefined when nothing waits. */
  nextAt(): number | undefined;
  /** Moves the clock to the next due thing and runs it. False: nothing waits. Rejects with what it threw; the thing stays due. */
  runNext(): Promise<boolean>;
  /** Runs everything due up to and including this time, each at its own time, and leaves the clock there. */
  runUntil(time: number): Promise<void>;
  /** Does work while nothing else runs: after what is under way, before what comes next. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** From now on runs things as the clock reaches their time. What throws is told to `failed`, and ends it. */
  start(failed: (error: unknown) => void): void;
  /** Ends {@link start}; resolves when the thing under way is done. */
  stop(): Promise<void>;
}

/** Milliseconds of work between two breaths. */
const BREATH = 20;

/** The longest delay that a Node timer takes. */
const LONGEST_SLEEP = 2 ** 31 - 1;

export function createLoop({ clock, queue }: { clock: Clock; queue: DueQueue }): Loop {
  let last: Promise<unknown> = Promise.resolve();
  let running = false;
  let ended: Promise<void> = Promise.resolve();
  let wake = () => {};
  let breathed = performance.now();

  /** Work on SQLite never waits for the event loop, so that without this nothing else would be served during a long run. */
  async function breathe(): Promise<void> {
    if (performance.now() - breathed < BREATH) return;
    await new Promise((resolve) => setImmediate(resolve));
    breathed = performance.now();
  }

  /** Waits for whoever runs things now; a failure of theirs is not ours. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  }

  async function runFirst(): Promise<void> {
    const due = queue.take();
    if (due === undefined) return;
    try {
      await due.run(due);
    } catch (error) {
      queue.restore(due);
      throw error;
    }
  }

  function nextAt(): number | undefined {
    return queue.first()?.at;
  }

  async function runHeld(until: number): Promise<void> {
    clock.hold(clock.now());
    try {
      for (let at = nextAt(); at !== undefined && at <= until; at = nextAt()) {
        clock.hold(at);
        await runFirst();
        await breathe();
      }
    } finally {
      clock.release();
    }
  }

  async function runAsTimePasses(): Promise<void> {
    while (running) {
      const at = nextAt();
      const sleep = at === undefined ? LONGEST_SLEEP : at - clock.now();
      if (sleep <= 0) await inTurn(async () => isDue() && (await runFirst())).then(breathe);
      else await nap(sleep);
    }
  }

  function isDue(): boolean {
    const at = nextAt();
    return running && at !== undefined && at <= clock.now();
  }

  function nap(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(milliseconds, LONGEST_SLEEP));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    nextAt,
    runNext: () =>
      inTurn(async () => {
        const at = nextAt();
        if (at === undefined) return false;
        clock.hold(at);
        try {
          await runFirst();
        } finally {
          clock.release();
        }
        return true;
      }),
    runUntil: (time) =>
      inTurn(async () => {
        await runHeld(time);
        clock.hold(time);
        clock.release();
        wake();
      }),
    alone: inTurn,
    start(failed) {
      if (running) return;
      running = true;
      queue.watch(() => wake());
      ended = ended.then(runAsTimePasses).catch((error) => {
        running = false;
        failed(error);
      });
    },
    async stop() {
      running = false;
      queue.watch(undefined);
      wake();
      await ended;
      await last;
    },
  };
}
