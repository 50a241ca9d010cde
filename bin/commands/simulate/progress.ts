import { SingleBar } from "cli-progress";

export interface Progress {
  /** `at` is the virtual time, epoch milliseconds. */
  update(done: number, total: number, at: number): void;
  stop(): void;
}

/** Only a person at a terminal wants to see it. */
export function progressBar(isSilent: boolean): Progress {
  if (isSilent || !process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: "  {bar} {percentage}%  {day}",
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let isStarted = false;
  return {
    update(done, total, at) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (isStarted) bar.update(done, { day });
      else bar.start(total, done, { day });
      isStarted = true;
    },
    stop: () => bar.stop(),
  };
}
