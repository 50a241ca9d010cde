/** How the share of those who got messages compares with that of the holdout. */
export interface Lift {
  /** Share of those who got messages, less the holdout's: 0.05 is five percentage points. */
  difference: number;
  /** How often chance alone makes a difference at least as large, 0 to 1. */
  chance: number;
  verdict: "more than chance" | "may be chance" | "too few to tell";
}

interface Group {
  size: number;
  converted: number;
}

/** The usual line between chance and a finding. */
const RARE = 0.05;
/** The normal approximation holds when both groups expect this many of both kinds. */
const FEWEST = 5;

/**
 * A two-sided test of two proportions with their pooled variance. It takes journeys to be independent; people who come again
 * are in the same group each time, so that the true chance is a little larger.
 */
export function liftOf(messaged: Group, holdout: Group): Lift {
  if (messaged.size === 0 || holdout.size === 0) return { difference: 0, chance: 1, verdict: "too few to tell" };
  const difference = messaged.converted / messaged.size - holdout.converted / holdout.size;
  const pooled = (messaged.converted + holdout.converted) / (messaged.size + holdout.size);
  const smaller = Math.min(messaged.size, holdout.size);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / messaged.size + 1 / holdout.size));
  const chance = deviation === 0 ? 1 : tails(Math.abs(difference) / deviation);
  if (smaller * Math.min(pooled, 1 - pooled) < FEWEST) return { difference, chance, verdict: "too few to tell" };
  return { difference, chance, verdict: chance < RARE ? "more than chance" : "may be chance" };
}

/** The share of a normal distribution beyond z on both sides: Abramowitz and Stegun 7.1.26, exact to 1.5e-7. */
function tails(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
  return t * series * Math.exp(-x * x);
}
