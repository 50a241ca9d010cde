import { remark } from "../output.ts";

/** What shells make of Ctrl+C: 128 and the number of its signal. */
const INTERRUPTED = 130;

/** Tells when Ctrl+C was pressed; a second one ends the process at once. */
export function onInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => {
    controller.abort();
    remark("\nStopping after what is under way; Ctrl+C once more ends it at once.");
  });
  return controller.signal;
}

/** The command was cut short, as asked. */
export function exitInterrupted(): void {
  process.exitCode = INTERRUPTED;
}
