import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../lib/store/database.ts";
import { openSqliteTable } from "../../lib/store/sqlite.ts";
import { tableContract } from "./contract.ts";

tableContract("SQLite in memory", async () => {
  const database = openDatabase(":memory:");
  return { table: openSqliteTable(database), close: async () => database.close() };
});

tableContract("SQLite in memory, watched", async () => {
  const database = openDatabase(":memory:");
  return { table: openSqliteTable(database, { onChange: () => {} }), close: async () => database.close() };
});

tableContract("SQLite in a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "table-"));
  const database = openDatabase(join(folder, "table.db"));
  const close = async () => {
    database.close();
    rmSync(folder, { recursive: true });
  };
  return { table: openSqliteTable(database), close };
});
