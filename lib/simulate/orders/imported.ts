import type { ShopEvent } from "../../campaign/events.ts";
import type { Fault } from "../../campaign/faults.ts";
import type { Shop } from "../../campaign/shop.ts";
import type { Column } from "./columns/columns.ts";
import type { DateOrder } from "./values/dates.ts";

/** A file of past orders. Streams (such as `createReadStream`) are read piece by piece and never held whole. */
export interface OrdersFile {
  /** The path as its author knows it: faults begin with it. */
  path: string;
  content: string | Uint8Array | AsyncIterable<Uint8Array>;
}

export interface ImportOptions {
  /** Gives the currency and the clock that the file leaves out. */
  shop: Shop;
  /** Hours of the day that the file leaves out are drawn from it: the same seed, the same hours. */
  seed: string;
  /** `--column total=amount_paid`: what a column is called in the file. Wins over every guess; "" says there is none. */
  columns?: Partial<Record<Column, string>>;
  /** `--date-format dmy`: how to read 03/04/2025. Decided from the whole column unless given. */
  dateFormat?: DateOrder;
}

export type Format = "orders CSV" | "Shopify orders export" | "event lines";

export interface Imported {
  /** What was recognized; absent when the file could not be read at all. */
  format?: Format;
  /** By time; events of one moment in the order of the file. */
  events: ShopEvent[];
  /** What is wrong with the file, and the rows that were left out; by line. At most 20 of a kind, then a count. */
  faults: Fault[];
  /** The header that was used for each column. Empty for event lines. */
  columns: Partial<Record<Column, string>>;
  customers: number;
  /** ISO 8601 times of the first and the last event, when there is one. */
  from?: string;
  to?: string;
  /** What was assumed, filled in or left out: whole sentences for the person who imports. */
  notes: string[];
}
