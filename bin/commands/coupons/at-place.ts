import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readOnly } from "../../../lib/local/read-only.ts";
import type { Time } from "../../../lib/operate/pace.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import { openSqliteTable } from "../../../lib/store/sqlite.ts";
import type { Table } from "../../../lib/store/table.ts";
import { databaseOf, refusedDatabase } from "../local/database.ts";
import { atDesk } from "../operate/at-desk.ts";
import type { LocalOptions, StackOptions } from "../operate/stack-command.ts";
import { Refused } from "../refused.ts";

export type AtPlace<Own extends object = object> = { local: LocalOptions & Own } | { stack: StackOptions & Own };

/** The State table of a stack, or of the local server, and what is paid for using it. */
export interface Opened {
  table: Table;
  time: Time;
  isFree: boolean;
}

/** What the options say whatever the place is. */
export function optionsOf<Own extends object>(place: AtPlace<Own>): (LocalOptions | StackOptions) & Own {
  return "local" in place ? place.local : place.stack;
}

/** Does the work on the place's State table. The local server may run meanwhile: it reads the pool from the database each time. */
export async function atTable(place: AtPlace, work: (opened: Opened) => Promise<void>): Promise<void> {
  if ("stack" in place) {
    return atDesk(place.stack, ({ table, time }) => work({ table, time, isFree: false }));
  }
  const path = databaseOf(place.local);
  if (!existsSync(path)) {
    const how = "start the server once: npx regulars start; or name the file that it wrote, with --db";
    throw new Refused(`--local: the local server has no database here yet, as ${path}; ${how}`);
  }
  try {
    // A file that is named by mistake stays as it is: opening the tables would create them.
    readOnly(path, (database) => database.prepare("SELECT count(*) FROM items_schema").get());
  } catch (error) {
    refusedDatabase(error);
  }
  const database = openDatabase(path);
  try {
    const time: Time = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) };
    await work({ table: openSqliteTable(database), time, isFree: true });
  } finally {
    database.close();
  }
}
