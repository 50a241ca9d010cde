/** A sum of money with four decimals, more than any currency has, so that binary fractions do not pile up. */
export function rounded(sum: number): number {
  return Math.round(sum * 10_000) / 10_000;
}
