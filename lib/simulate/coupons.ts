import type { Shop } from "../campaign/shop.ts";

const PATTERN = "SIMULATED-##########";

/**
 * The shop with every pool replaced by codes that are made: a simulation has no codes of the shop's to give away, and shows how
 * many would be wanted.
 */
export function withoutPools(shop: Shop): Shop {
  const { coupons } = shop;
  if (coupons === undefined) return shop;
  const made = Object.entries(coupons).map(([name, rules]) => {
    if (!("pool" in rules)) return [name, rules] as const;
    const { pool: _pool, warnBelow: _warnBelow, ...common } = rules;
    return [name, { pattern: PATTERN, ...common }] as const;
  });
  return { ...shop, coupons: Object.fromEntries(made) };
}
