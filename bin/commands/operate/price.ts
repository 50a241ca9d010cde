import { dollars } from "../../../lib/simulate/numbers.ts";
import { costOf, PRICES_AS_OF, type Usage } from "../../../lib/simulate/prices.ts";

const NOTHING: Usage = {
  transitions: 0,
  schedules: 0,
  emails: 0,
  queueMessages: 0,
  writes: 0,
  reads: 0,
  invocations: 0,
};

/** Dollars at the list prices. */
export function priceOf(usage: Partial<Usage>): number {
  return costOf({ ...NOTHING, ...usage }).reduce((sum, { dollars }) => sum + dollars, 0);
}

/** `$1.20`; nobody decides by a fraction of a cent. */
export function dollarText(n: number): string {
  return n > 0 && n < 0.01 ? "less than a cent" : dollars(n);
}

export function priceText(usage: Partial<Usage>): string {
  return dollarText(priceOf(usage));
}

/** How long so many take at this rate. */
export function minutesText(n: number, perSecond: number): string {
  const minutes = Math.ceil(n / perSecond / 60);
  if (minutes <= 1) return "a minute";
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

export const PRICES = `List prices of us-east-1 on ${PRICES_AS_OF}, no free tier.`;

/** Bytes of a read unit: half of one is what reading 4 KB costs when it need not be consistent. */
const UNIT = 4_096;

/** What a whole scan costs. */
export function scanUsage(bytes: number): Partial<Usage> {
  return { reads: Math.ceil(bytes / UNIT) / 2 };
}
