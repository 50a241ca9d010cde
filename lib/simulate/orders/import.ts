import type { ShopEvent } from "../../campaign/events.ts";
import { faultList } from "./fault-list.ts";
import { eventsOfLines } from "./from-lines.ts";
import { eventsOf } from "./from-table.ts";
import type { Format, Imported, ImportOptions, OrdersFile } from "./imported.ts";
import { noteList } from "./notes.ts";
import { openPieces } from "./read/pieces.ts";
import { recognize } from "./read/recognize.ts";
import { readTable } from "./read/table.ts";

/**
 * Reads past orders: a CSV of any shop, Shopify's orders export, or event lines (JSON), told apart by their content. Rows that
 * cannot be used are left out with a fault; what is missing is filled in with a note. The same file, shop and seed give the same
 * events, and the same order has the same ids in a longer file.
 *
 * Rejects only when the file cannot be read at all, with the error of its stream.
 */
export async function importOrders(file: OrdersFile, options: ImportOptions): Promise<Imported> {
  const faults = faultList(file.path);
  const notes = noteList();
  const { head, all } = await openPieces(file.content);
  const shape = recognize(head);
  let events: ShopEvent[] = [];
  let format: Format | undefined;
  let columns: Imported["columns"] = {};
  if (shape.kind === "unreadable") faults.add("file", { path: "", what: shape.what, fix: shape.fix });
  else if (shape.kind === "lines") {
    format = "event lines";
    events = await eventsOfLines(all, { path: file.path, events: options.shop.events }, faults, notes);
  } else {
    const table = await readTable(all, shape, options, faults);
    if (table !== undefined) {
      ({ format, mapping: columns } = table);
      if (table.rows > 0) events = eventsOf(table, options, faults, notes);
      else if (faults.all().length === 0)
        faults.add("file", {
          path: "",
          what: "there is no row to use under the headers",
          fix: "give a file with orders",
        });
    }
  }
  if (options.shop.consent === "strict" && events.length > 0 && !events.some(({ customer }) => customer?.consent)) {
    notes.count("strict", events.length);
  }
  const [first, last] = [events[0], events.at(-1)];
  return {
    ...(format === undefined ? {} : { format }),
    events,
    faults: faults.all(),
    columns,
    customers: new Set(events.map(({ customerId }) => customerId)).size,
    ...(first === undefined || last === undefined ? {} : { from: first.at, to: last.at }),
    notes: notes.all(),
  };
}
