import type { Count } from "../../journey/tally.ts";

/** Why, and how often. */
export interface Reason {
  why: string;
  n: number;
}

/** What is counted under names that begin so: the most frequent first. What came to nothing is left out. */
export function named(counts: readonly Count[], prefix: string): Reason[] {
  return counts
    .filter(({ what, n }) => what.startsWith(prefix) && n !== 0)
    .map(({ what, n }) => ({ why: what.slice(prefix.length), n }))
    .sort((one, other) => other.n - one.n || (one.why < other.why ? -1 : 1));
}

export function total(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { n }) => sum + n, 0);
}
