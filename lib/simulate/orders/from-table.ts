import { contactReader } from "./build/contacts.ts";
import { customerReader } from "./build/customers.ts";
import { groupRows } from "./build/group.ts";
import { hourDrawer } from "./build/hours.ts";
import { readMoney, totalOf } from "./build/money.ts";
import { introduce } from "./build/people.ts";
import { matchRefunds } from "./build/refunds.ts";
import { type Settled, settle } from "./build/settle.ts";
import { byTime } from "./by-time.ts";
import type { Column } from "./columns/columns.ts";
import type { FaultList } from "./fault-list.ts";
import type { ImportOptions } from "./imported.ts";
import type { Notes } from "./notes.ts";
import type { Table } from "./read/table.ts";
import { dateStyle } from "./values/date-column.ts";
import type { Written } from "./values/dates.ts";
import { localClock } from "./values/local-time.ts";

/**
 * The events of a table, by time.
 *
 * 1. Decides from whole columns how dates and numbers are written.
 * 2. Puts the rows of each order together.
 * 3. Settles each: its time, its amount, what was bought, what was paid back.
 * 4. Sorts, gives refunds their orders, and says of each customer what is new.
 */
export function eventsOf(table: Table, options: ImportOptions, faults: FaultList, notes: Notes) {
  const { shop, seed } = options;
  const dates = dateStyle(table, options.dateFormat, faults);
  if (dates === undefined) return [];
  const money = readMoney(table, shop.currency, faults);

  const anonymous = () => notes.count("anonymous");
  const groups = groupRows(table, money, customerReader(table, notes), faults, anonymous);
  const several = groups.filter(({ rows }) => rows.length > 1).map(({ rows }) => rows);
  const clock = localClock(shop.timeZone);
  const hourOf = hourDrawer(seed);
  const momentOf = ({ kind, ms }: Written, customerId: string): number =>
    kind === "instant" ? ms : clock(kind === "local" ? ms : hourOf(customerId, ms));
  const deps = {
    table,
    money,
    totalOf: totalOf(table, money.total, several),
    dates,
    currency: shop.currency,
    momentOf,
    unique: numbered(),
    faults,
    notes,
  };
  const settled: Settled[] = [];
  const firstRows: number[] = [];
  for (const group of released(groups)) {
    for (const one of settle(group, deps)) {
      settled.push(one);
      firstRows.push(group.rows[0] ?? 0);
    }
  }
  // Only what is said of customers is still needed.
  for (const column of SETTLED) delete table.cells[column];

  const order = byTime(settled.map(({ ms }) => ms));
  const events = Array.from(order, (index) => settled[index]?.event).filter((event) => event !== undefined);
  matchRefunds(events, notes);
  const contact = contactReader(table, notes);
  introduce(events, (index) => contact(firstRows[order[index] ?? 0] ?? 0), notes);
  return events;
}

const SETTLED: readonly Column[] = ["orderId", "date", "total", "quantity", "price", "sku", "product", "category"];

/** Lets go of each as it is taken, so that the memory of a large file is there for its events. */
function* released<T extends object>(list: (T | undefined)[]): Generator<T> {
  for (const [index, item] of list.entries()) {
    list[index] = undefined;
    if (item !== undefined) yield item;
  }
}

/** The second of the same id gets "-2" behind it, and so on. */
function numbered(): (id: string) => string {
  const counts = new Map<string, number>();
  return (id) => {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  };
}
