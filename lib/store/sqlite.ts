import type { DatabaseSync } from "node:sqlite";
import { openSqliteRows } from "./sqlite-rows.ts";
import { type LocalTable, type LocalTableOptions, tableOver } from "./table-over-rows.ts";

/**
 * The Table port in one SQLite database, whose owner opens and closes it (see `openDatabase`) and may keep other tables in it.
 * Within a transaction that the caller has opened on the same connection, the work is part of it. Another process on the same
 * file is waited for.
 */
export function openSqliteTable(database: DatabaseSync, options: LocalTableOptions = {}): LocalTable {
  return tableOver(openSqliteRows(database), options);
}
