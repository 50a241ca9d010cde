import { createMemoryRows } from "./memory-rows.ts";
import { type LocalTable, type LocalTableOptions, tableOver } from "./table-over-rows.ts";

/** The Table port in plain memory, for simulations: several times as fast as SQLite's, and gone with the process. */
export function createMemoryTable(options: LocalTableOptions = {}): LocalTable {
  return tableOver(createMemoryRows(), options);
}
