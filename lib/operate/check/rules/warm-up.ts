import type { Shop } from "../../../campaign/shop.ts";

const DAY = 86_400_000;

/** The most marketing messages of a day, `yyyy-mm-dd`; undefined before the plan begins and once it is over. */
export function ceilingOn(
  day: string,
  { from, start, growth, until }: NonNullable<Shop["warmUp"]>,
): number | undefined {
  const days = Math.round((Date.parse(day) - Date.parse(from)) / DAY);
  if (days < 0) return undefined;
  const ceiling = Math.floor(start * (1 + Number.parseInt(growth, 10) / 100) ** days);
  return ceiling < until ? ceiling : undefined;
}
