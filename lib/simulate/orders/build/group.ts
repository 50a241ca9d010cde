import { type FaultList, shown } from "../fault-list.ts";
import { cell, type Table } from "../read/table.ts";
import { orderIdOf } from "./ids.ts";
import type { Money } from "./money.ts";

/** The rows of one order, or of one refund. */
export interface Group {
  kind: "purchase" | "refund";
  customerId: string;
  /** Absent when the file has no ids of orders. */
  orderId?: string;
  rows: number[];
}

const PURCHASES =
  /^(|purchase|purchased|order|ordered|sale|sold|buy|bought|paid|payment|charge|debit|completed?|ซื้อ|mua)$/;
const REFUNDS = /^(refund|refunded|return|returned|returns|credit|credit ?note|chargeback|reversal|คืนเงิน|hoàn tiền)$/;

/**
 * Puts rows with the same order id together; a row without one is an order of its own. A negative amount or quantity is a
 * refund, unless it stands in an order of the same moment: then it is a discount of that order.
 */
export function groupRows(
  table: Table,
  money: Money,
  customerOf: (row: number) => string | undefined,
  faults: FaultList,
  anonymous: () => void,
): Group[] {
  const groups: Group[] = [];
  const byId = new Map<string, Group>();
  for (let row = 0; row < table.rows; row++) {
    if (money.faulty.has(row)) continue;
    const kind = kindOf(table, money, row, faults);
    if (kind === undefined) continue;
    const given = cell(table, "orderId", row);
    const orderId = given === "" ? undefined : orderIdOf(given);
    const date = cell(table, "date", row);
    const bought = orderId === undefined ? undefined : byId.get(orderId);
    const discount = !kind.sure && bought !== undefined && cell(table, "date", bought.rows[0] ?? 0) === date;
    const joins = kind.kind === "purchase" || discount;
    const key = orderId === undefined ? undefined : joins ? orderId : `${orderId}\n${date}`;
    const known = key === undefined ? undefined : byId.get(key);
    // Following rows of an order often leave its customer out.
    const inherited = cell(table, "customer", row) === "" ? known?.customerId : undefined;
    const customerId = inherited ?? customerOf(row);
    if (customerId === undefined) {
      if (table.format === "Shopify orders export") anonymous();
      else {
        const what = "nobody is named in this row";
        const fix = "fill the cell in, or name a column that says whose order it is: --column customer=…";
        faults.add("rows without a customer", faultAt(table, row, "customer", what, fix));
      }
      continue;
    }
    if (known === undefined) {
      const group: Group = { kind: kind.kind, customerId, ...(orderId === undefined ? {} : { orderId }), rows: [row] };
      groups.push(group);
      if (key !== undefined) byId.set(key, group);
    } else if (known.customerId === customerId) known.rows.push(row);
    else {
      const what = `the order of this row belongs to another customer on line ${table.lines[known.rows[0] ?? 0]}`;
      const fix = "check the column of order ids: --column orderId=…";
      faults.add("rows whose order belongs to another customer", faultAt(table, row, "orderId", what, fix));
    }
  }
  return groups;
}

/** `sure`: the file says so in a word, not by a sign. */
function kindOf(
  table: Table,
  { total, quantity }: Money,
  row: number,
  faults: FaultList,
): { kind: Group["kind"]; sure: boolean } | undefined {
  const type = cell(table, "type", row).toLowerCase();
  if (REFUNDS.test(type)) return { kind: "refund", sure: true };
  if (!PURCHASES.test(type)) {
    const what = `${shown(type)} is neither a purchase nor a refund`;
    const fix = 'write "purchase" or "refund", or leave such rows out';
    faults.add("rows of an unknown type", faultAt(table, row, "type", what, fix));
    return undefined;
  }
  const negative = (total[row] ?? 0) < 0 || (quantity[row] ?? 0) < 0;
  return { kind: negative ? "refund" : "purchase", sure: false };
}

export function faultAt(table: Table, row: number, column: keyof Table["mapping"], what: string, fix: string) {
  return { line: table.lines[row] ?? 0, path: table.mapping[column] ?? column, what, fix };
}
