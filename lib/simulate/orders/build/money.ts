import { type Column, normalized } from "../columns/columns.ts";
import { LINE_TOTALS, ORDER_TOTALS } from "../columns/synonyms.ts";
import { type FaultList, shown } from "../fault-list.ts";
import type { Table } from "../read/table.ts";
import { decimalMark, readAmount } from "../values/amounts.ts";

/** The numbers of each row; NaN where the cell is empty or is no number. */
export interface Money {
  total: Float64Array;
  quantity: Float64Array;
  price: Float64Array;
  refunded: Float64Array;
  /** Rows with a cell that is no number: they were told and cannot be used. */
  faulty: Set<number>;
}

export function readMoney(table: Table, currency: string, faults: FaultList): Money {
  const faulty = new Set<number>();
  const numbers = (column: Column): Float64Array => {
    const texts = table.cells[column];
    if (texts === undefined) return new Float64Array(table.rows).fill(Number.NaN);
    const marks = decimalMark(texts, currency);
    return Float64Array.from(texts, (text, row) => {
      if (text === "") return Number.NaN;
      const amount = readAmount(text, marks);
      if (amount !== undefined && Math.abs(amount) <= 1e9) return amount;
      faulty.add(row);
      const sure = amount !== undefined || marks.decimal !== undefined;
      faults.add(`rows whose ${column} is not a number`, {
        line: table.lines[row] ?? 0,
        path: table.mapping[column] ?? "",
        what: `${shown(text)} is ${amount !== undefined ? "more than 1,000,000,000" : sure ? "not a number" : "not a certain number"}`,
        ...(sure ? {} : { why: "the column has decimals after points and after commas" }),
        fix: "write numbers like 1234.50",
      });
      return Number.NaN;
    });
  };
  const refunded = numbers("refunded");
  return { total: numbers("total"), quantity: numbers("quantity"), price: numbers("price"), refunded, faulty };
}

/** What the total in each row of an order of several rows is: the order's, repeated or only in the first row, or the row's own. */
export type TotalOf = "order" | "row";

/** By the header if it says so, else: in a file where any order's rows have different totals, each is its row's own. */
export function totalOf(table: Table, total: Float64Array, orders: Iterable<readonly number[]>): TotalOf {
  if (table.format === "Shopify orders export") return "order";
  const header = normalized(table.mapping.total ?? "");
  if (ORDER_TOTALS.map(normalized).includes(header)) return "order";
  if (LINE_TOTALS.map(normalized).includes(header)) return "row";
  for (const rows of orders) {
    const first = total[rows[0] ?? 0];
    if (rows.some((row) => !Number.isNaN(total[row]) && total[row] !== first)) return "row";
  }
  return "order";
}
