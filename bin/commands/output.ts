export const EXIT = { done: 0, faults: 1, usage: 2, internal: 3 } as const;

export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** A command prints one value, once, when it was run with --json. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** What a person should know while the answer goes elsewhere. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Whoever reads a pipe may have seen enough (`| head -1`): that is no fault. */
export function endQuietlyWithItsReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
}
