import { isAbsolute, join } from "node:path";
import { UnreadableDatabase } from "../../../lib/local/read-only.ts";
import { DatabaseInUse } from "../../../lib/local/server/keep/lock.ts";
import type { LocalOptions } from "../operate/stack-command.ts";
import { Refused } from "../refused.ts";

/** The database's path, as `start` has it: in the shop's folder, unless it is named whole. */
export function databaseOf({ project, db }: Pick<LocalOptions, "project" | "db">): string {
  return isAbsolute(db) ? db : join(project, db);
}

/** What a person can mend is said in words: another file, or a server that has it. */
export function refusedDatabase(error: unknown): never {
  const isTheirs = error instanceof UnreadableDatabase || error instanceof DatabaseInUse;
  throw isTheirs ? new Refused(`--db: ${error.message}`) : error;
}
