/** One thing wrong with a file, said so that its author can mend it. */
export interface Fault {
  /** Path of the file as the author knows it. */
  file: string;
  /** 1-based line, when it is known. */
  line?: number;
  /** Where inside: `steps[2].send`; empty for the whole file. */
  path: string;
  /** What is wrong. */
  what: string;
  /** Why that matters, when it is not plain. */
  why?: string;
  /** What to do. */
  fix: string;
}

/** `campaigns/win-back.json:14 steps[2].send: no template "we-mis-you"; did you mean "we-miss-you"?` */
export function say(fault: Fault): string {
  const where = `${fault.file}${fault.line === undefined ? "" : `:${fault.line}`}${fault.path === "" ? "" : ` ${fault.path}`}`;
  return `${where}: ${fault.what}${fault.why === undefined ? "" : ` (${fault.why})`}; ${fault.fix}`;
}
