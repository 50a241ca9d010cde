const EVERY = 200;

/** Rewrites one line on a person's terminal; nobody else sees it. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

export function progressLine(isSilent: boolean): ProgressLine {
  if (isSilent || !process.stderr.isTTY) return { show: () => {}, clear: () => {} };
  let shownAt = 0;
  return {
    show(text) {
      if (Date.now() - shownAt < EVERY) return;
      shownAt = Date.now();
      process.stderr.write(`\r\u001b[K  ${text}`);
    },
    clear: () => void process.stderr.write("\r\u001b[K"),
  };
}
