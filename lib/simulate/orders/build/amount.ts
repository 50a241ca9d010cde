import { rounded } from "../../../campaign/rounded.ts";
import type { FaultList } from "../fault-list.ts";
import type { Notes } from "../notes.ts";
import type { Table } from "../read/table.ts";
import { faultAt, type Group } from "./group.ts";
import type { Money, TotalOf } from "./money.ts";

interface Amounts {
  table: Table;
  money: Money;
  totalOf: TotalOf;
  faults: FaultList;
  notes: Notes;
}

/** What the rows of an order or a refund add up to; undefined, with a fault, when they do not say or make no sense. */
export function amountOf(group: Group, { table, money, totalOf, faults, notes }: Amounts): number | undefined {
  const [row = 0] = group.rows;
  const written = group.rows.filter((one) => !Number.isNaN(money.total[one]));
  let sum = Number.NaN;
  if (written.length === 0) sum = add(group.rows, (one) => (money.price[one] ?? Number.NaN) * pieces(money, one));
  else if (totalOf === "order") sum = money.total[written[0] ?? row] ?? Number.NaN;
  else sum = add(written, (one) => money.total[one] ?? 0);
  if (Number.isNaN(sum) || Math.abs(sum) > 1e9) {
    const what = Number.isNaN(sum) ? "there is no total in this row" : "the total is more than 1,000,000,000";
    const fix = "fill it in, or name another column: --column total=…";
    faults.add("rows without a total", faultAt(table, row, "total", what, fix));
    return undefined;
  }
  if (group.kind === "purchase" && sum < 0) {
    const fix = 'give refunds a row of type "refund", or a date of their own';
    faults.add("orders below zero", faultAt(table, row, "total", "the rows of this order add up to less than 0", fix));
    return undefined;
  }
  if (written.length > 1) notes.count(totalOf === "order" ? "repeatedTotals" : "summedTotals");
  return sum;
}

function pieces({ quantity }: Money, row: number): number {
  const count = quantity[row] ?? Number.NaN;
  return Number.isNaN(count) ? 1 : count;
}

function add(rows: readonly number[], amount: (row: number) => number): number {
  return rounded(rows.reduce((sum, row) => sum + amount(row), 0));
}
