import type { Purchase, Refund } from "../../../campaign/events.ts";
import { type FaultList, shown } from "../fault-list.ts";
import type { Notes } from "../notes.ts";
import { cell, type Table } from "../read/table.ts";
import { currencyIn } from "../values/amounts.ts";
import type { DateStyle } from "../values/date-column.ts";
import { readDate, type Written } from "../values/dates.ts";
import { amountOf } from "./amount.ts";
import { faultAt, type Group } from "./group.ts";
import { hash } from "./ids.ts";
import { itemsOf, quantityOf } from "./items.ts";
import type { Money, TotalOf } from "./money.ts";

export interface Settling {
  table: Table;
  money: Money;
  totalOf: TotalOf;
  dates: DateStyle;
  /** The shop's currency. */
  currency: string;
  /** Epoch milliseconds of a written time; a day gets an hour. */
  momentOf(written: Written, customerId: string): number;
  /** The id, with a number behind it when the customer has it already. */
  unique(id: string): string;
  faults: FaultList;
  notes: Notes;
}

/** An event before its customer's particulars are in it. A refund with orderId "" names no order. */
export interface Settled {
  event: Purchase | Refund;
  /** Epoch milliseconds of `event.at`. */
  ms: number;
}

const NEVER_PAID = /^(pending|voided|expired|unpaid|failed)$/i;
const DAY = 86_400_000;

/** The events of one order or refund: none when it is left out, with a fault or a note. */
export function settle(group: Group, deps: Settling): Settled[] {
  const { table, money, notes } = deps;
  const { rows, customerId } = group;
  const [row = 0] = rows;
  const ms = dateOf(row, customerId, "date", deps);
  if (ms === undefined) return [];
  const total = amountOf(group, deps);
  if (total === undefined) return [];
  const currency = currencyOf(row, deps);
  if (group.kind === "refund") return [refundOf(group, { amount: Math.abs(total), currency, ms }, deps)];

  if (NEVER_PAID.test(cell(table, "status", row))) {
    notes.count("unpaid");
    return [];
  }
  const refunded = Math.abs(money.refunded[row] || 0);
  const cancelled = cell(table, "cancelledAt", row) !== "";
  if (cancelled && refunded === 0) {
    notes.count("cancelled");
    return [];
  }
  const orderId = group.orderId ?? deps.unique(`row-${contentHash(group, table)}`);
  const order: Purchase["order"] = { id: orderId, total, currency };
  const quantity = quantityOf(money, rows, notes);
  if (quantity !== undefined) order.quantity = quantity;
  const coupon = cell(table, "coupon", row);
  if (coupon !== "") order.coupon = coupon.slice(0, 60);
  const items = itemsOf(table, money, rows, notes);
  if (items.length > 0) order.items = items;
  const eventId = group.orderId === undefined ? orderId : `purchase-${orderId}`;
  const settled: Settled[] = [{ event: { type: "purchase", eventId, customerId, at: iso(ms), order }, ms }];
  if (refunded === 0) return settled;
  const at = refundTime(row, customerId, ms, deps);
  settled.push(refundOf({ ...group, orderId }, { amount: refunded, currency, ms: at }, deps));
  return settled;
}

function refundOf(group: Group, paid: { amount: number; currency: string; ms: number }, deps: Settling): Settled {
  const { customerId, orderId = "" } = group;
  const eventId = deps.unique(orderId === "" ? `refund-${contentHash(group, deps.table)}` : `refund-${orderId}`);
  const { amount, currency, ms } = paid;
  return { event: { type: "refund", eventId, customerId, at: iso(ms), orderId, amount, currency }, ms };
}

/** When an order's money went back: as the file says, never before the order, else a day later. */
function refundTime(row: number, customerId: string, ordered: number, deps: Settling): number {
  for (const column of ["refundedAt", "cancelledAt"] as const) {
    if (cell(deps.table, column, row) === "") continue;
    const ms = dateOf(row, customerId, column, deps);
    if (ms !== undefined) return Math.max(ms, ordered);
  }
  deps.notes.count("guessedRefunds");
  return ordered + DAY;
}

function dateOf(
  row: number,
  customerId: string,
  column: "date" | "refundedAt" | "cancelledAt",
  { table, dates, momentOf, faults, notes }: Settling,
): number | undefined {
  const text = cell(table, column, row);
  const written = readDate(text, dates.order, dates.midnightIsNoTime);
  if (written === undefined) {
    const what = text === "" ? "there is no date in this row" : `${shown(text)} is not a date`;
    const fix = "write dates like 2025-01-31 or 2025-01-31 10:15:22 +0700";
    faults.add("rows without a date that can be read", faultAt(table, row, column, what, fix));
    return undefined;
  }
  if (written.buddhist) notes.count("buddhistYears");
  if (written.kind === "day") notes.count("drawnHours");
  return momentOf(written, customerId);
}

function currencyOf(row: number, { table, currency, notes }: Settling): string {
  const named = cell(table, "currency", row).toUpperCase();
  const found = /^[A-Z]{3}$/.test(named)
    ? named
    : (currencyIn(named) ?? currencyIn(cell(table, "total", row)) ?? currencyIn(cell(table, "price", row)));
  if (found === undefined) notes.count("currency");
  return found ?? currency;
}

/** Names a row by what it says about the order, so that the same row in a longer file has the same id. */
function contentHash({ customerId, rows: [row = 0] }: Group, table: Table): string {
  const columns = ["date", "type", "total", "quantity", "price", "currency", "sku", "product", "category"] as const;
  return hash("row", customerId, ...columns.map((column) => cell(table, column, row)));
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
