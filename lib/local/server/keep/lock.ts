import { DatabaseSync } from "node:sqlite";
import { isBusy } from "../../../store/database.ts";

/** Another process has the database. */
export class DatabaseInUse extends Error {
  override name = "DatabaseInUse";
}

/** Two engines on one database would send everything twice. The lock goes with the process, however it ends. Throws {@link DatabaseInUse}. */
export function lockDatabase(path: string): { release(): void } {
  if (path === ":memory:") return { release() {} };
  const lock = new DatabaseSync(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new DatabaseInUse(
      `${path} is in use by another local server; stop that one, or give this one another database with --db`,
    );
  }
  return { release: () => lock.close() };
}
