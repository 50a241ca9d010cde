import type { Fault } from "../faults.ts";

/** Where in a JSON document: keys and indexes from its root. */
export type Path = readonly (string | number)[];

/** A fault before its place in the file is known. */
export interface Finding {
  path: Path;
  /** The key whose line the author should look at, when it is not `path` itself. */
  at?: Path;
  what: string;
  why?: string;
  fix: string;
}

/** Finds the 1-based line of a value; of the nearest thing around it when it is not there. */
export interface Positions {
  line(path: Path): number;
}

/** A finding as its author will read it. */
export function toFault(finding: Finding, file: string, positions?: Positions): Fault {
  const { path, at, ...said } = finding;
  const line = positions?.line(at ?? path);
  return { file, ...(line === undefined ? {} : { line }), path: pathText(path), ...said };
}

/** `steps[2].branch[0].if["customer.orders"].atLeast`: keys that are not one word are quoted. */
export function pathText(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[\w$-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}
