import { type Stock, stocksOf } from "../../../lib/operate/coupons/stock.ts";
import { type Walked, walkPool } from "../../../lib/operate/coupons/walk.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { table as columns, row } from "../../../lib/simulate/print/lines.ts";
import { PRICES, priceOf, priceText } from "../operate/price.ts";
import { progressLine } from "../operate/progress-line.ts";
import { print, printJson } from "../output.ts";
import { type AtPlace, atTable, optionsOf } from "./at-place.ts";
import { checkPool, couponsOf } from "./pools.ts";

export async function showCoupons(coupon: string | undefined, place: AtPlace): Promise<void> {
  const options = optionsOf(place);
  const coupons = await couponsOf(options);
  if (coupon !== undefined) checkPool(coupons, coupon);
  await atTable(place, async ({ table, isFree }) => {
    if (coupon === undefined) {
      const pools = await stocksOf(table, coupons);
      return options.json ? printJson({ pools }) : print(printStocks(pools).join("\n"));
    }
    const progress = progressLine(options.json === true);
    const walked = await walkPool(table, coupon, (done) => progress.show(`${number(done)} codes`));
    progress.clear();
    const { reads } = walked;
    if (options.json) return printJson({ coupon, ...walked, dollars: isFree ? 0 : priceOf({ reads }) });
    print(printWalked(coupon, walked, isFree).join("\n"));
  });
}

export function printStocks(stocks: readonly Stock[]): string[] {
  if (stocks.length === 0) return ['No coupon of shop.json has a pool ("pool": true).'];
  return columns([
    ["coupon", "imported", "given", "left", ""],
    ...stocks.map(({ coupon, imported, given, left, isLow }) => [
      coupon,
      number(imported),
      number(given),
      number(left),
      isLow ? "LOW" : "",
    ]),
  ]);
}

export function printWalked(coupon: string, walked: Walked, isFree: boolean): string[] {
  const { imported, free, given, redeemed, revoked, reads } = walked;
  return [
    coupon,
    row("imported", imported),
    row("  free", free),
    row("  given", given),
    row("    redeemed", redeemed, "as far as orders named them"),
    row("    taken back", revoked),
    ...(isFree ? [] : ["", `${count(reads, "read")}: ${priceText({ reads })}. ${PRICES}`]),
  ];
}
