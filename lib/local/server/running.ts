import type { Log } from "../../journey/ports.ts";
import type { Loop } from "../loop.ts";

/** Milliseconds until a loop that was stopped by a fault, such as a full disk, is tried again. */
const REST = 5_000;

/** Starts the loop, and starts it again after a fault: what was due then is still due. */
export function keepRunning(loop: Loop, log: Log): { trouble(): string | undefined; stop(): Promise<void> } {
  let trouble: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  function failed(error: unknown): void {
    trouble = error instanceof Error ? error.message : String(error);
    log("error", "journeys stand still and will be tried again", { error: trouble });
    timer = setTimeout(run, REST);
  }

  function run(): void {
    trouble = undefined;
    loop.start(failed);
  }

  run();
  return {
    trouble: () => trouble,
    stop() {
      clearTimeout(timer);
      return loop.stop();
    },
  };
}
