import type { Shop } from "../../campaign/shop.ts";
import { readPool } from "../../journey/advocacy/pool.ts";
import { WARN_BELOW } from "../../journey/steps/coupon.ts";
import type { Table } from "../../store/table.ts";

/** How much is left of a coupon's pool. */
export interface Stock {
  coupon: string;
  imported: number;
  given: number;
  /** At least: codes that were left behind are found when the others are given. */
  left: number;
  /** So few that the operators are told. */
  isLow: boolean;
}

/** The pools that shop.json names, in its order. */
export function stocksOf(table: Table, coupons: Shop["coupons"] = {}): Promise<Stock[]> {
  const pools = Object.entries(coupons).flatMap(([coupon, rules]) =>
    "pool" in rules ? [{ coupon, warnBelow: rules.warnBelow ?? WARN_BELOW }] : [],
  );
  return Promise.all(
    pools.map(async ({ coupon, warnBelow }) => {
      const { imported = 0, given = 0 } = (await readPool(table, coupon)) ?? {};
      const left = imported - given;
      return { coupon, imported, given, left, isLow: left <= warnBelow };
    }),
  );
}
