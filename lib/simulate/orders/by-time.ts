/** The indexes of these times (epoch milliseconds) from the earliest to the latest; equal ones in the order given. */
export function byTime(times: readonly number[]): Uint32Array {
  const known = Float64Array.from(times);
  return Uint32Array.from(known.keys()).sort((one, other) => (known[one] ?? 0) - (known[other] ?? 0) || one - other);
}
