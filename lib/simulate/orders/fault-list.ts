import type { Fault } from "../../campaign/faults.ts";

/** So many faults of a kind are told one by one: a wrong column would otherwise fill the memory with one fault a row. */
const MOST_OF_A_KIND = 20;

export interface FaultList {
  /** `kind` says in the plural what the faults have in common: "rows without a date". */
  add(kind: string, fault: Omit<Fault, "file">): void;
  /** By line; the counts of what was left out at the end. */
  all(): Fault[];
}

export function faultList(file: string): FaultList {
  const told: Fault[] = [];
  const counts = new Map<string, { count: number; first: Omit<Fault, "file"> }>();
  return {
    add(kind, fault) {
      const seen = counts.get(kind) ?? { count: 0, first: fault };
      seen.count += 1;
      counts.set(kind, seen);
      if (seen.count <= MOST_OF_A_KIND) told.push({ file, ...fault });
    },
    all() {
      const more = [...counts]
        .filter(([, { count }]) => count > MOST_OF_A_KIND)
        .map(([kind, { count, first }]): Fault => {
          const what = `${(count - MOST_OF_A_KIND).toLocaleString("en")} more ${kind}`;
          return { file, path: first.path, what, fix: first.fix };
        });
      return [...told.sort((one, other) => (one.line ?? 0) - (other.line ?? 0)), ...more];
    },
  };
}

/** A value as a fault may tell it. Faults reach logs, so that only what can be no name and no address is quoted. */
export function shown(value: string): string {
  if (/^[\d\s.,:;/+()$€£¥฿₫'-]{0,40}$/.test(value) || /^[\d\s.,:/+-]{0,30}[A-Z]{0,4}$/.test(value)) return `"${value}"`;
  return `a text of ${value.length} characters`;
}
