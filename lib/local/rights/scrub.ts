import type { DatabaseSync } from "node:sqlite";

/**
 * Writes the database anew, so that the file has nothing of what was deleted or changed: SQLite leaves that in free pages, and
 * in the journal until it is emptied (sqlite.org/lang_vacuum.html, sqlite.org/pragma.html#pragma_wal_checkpoint). No
 * transaction may be open. False: the journal could not be emptied, because another connection reads it.
 */
export function scrub(database: DatabaseSync): boolean {
  database.exec("VACUUM");
  const answer = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  return Number(answer?.busy ?? 0) === 0;
}
