/** The largest first. */
export function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([, one], [, other]) => other - one));
}

export function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}

/** Adds up counts of the same names. */
export function together(all: readonly Record<string, number>[]): Record<string, number> {
  const found = new Map<string, number>();
  for (const counts of all) for (const [name, n] of Object.entries(counts)) found.set(name, (found.get(name) ?? 0) + n);
  return sorted(found);
}
