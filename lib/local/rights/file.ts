import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { createAddresses } from "../../journey/addresses.ts";
import type { With } from "../../journey/ports.ts";
import { countsOf } from "../../journey/tally.ts";
import { openDatabase } from "../../store/database.ts";
import { openSqliteTable } from "../../store/sqlite.ts";
import { createFigures } from "../figures.ts";
import { readOnly, UnreadableDatabase } from "../read-only.ts";
import { DatabaseInUse, lockDatabase } from "../server/keep/lock.ts";
import { openSettings } from "../server/keep/settings.ts";
import { type Erased, eraseCustomer } from "./erase.ts";
import { type ExportedHere, exportHere } from "./export.ts";

/** Also while the server runs. Undefined: nothing is known about this customer. Throws {@link UnreadableDatabase}. */
export async function exportFromFile(path: string, customer: string): Promise<ExportedHere | undefined> {
  checkOurs(path);
  return withFile(path, (parts) => exportHere(parts, customer));
}

/** Erases a customer from a database that no server has open. Throws {@link UnreadableDatabase} and {@link DatabaseInUse}. */
export async function eraseFromFile(path: string, customer: string): Promise<Erased> {
  checkOurs(path);
  const lock = locked(path);
  try {
    return await withFile(path, (parts) => eraseCustomer(parts, customer));
  } finally {
    lock.release();
  }
}

function locked(path: string): ReturnType<typeof lockDatabase> {
  try {
    return lockDatabase(path);
  } catch (error) {
    if (!(error instanceof DatabaseInUse)) throw error;
    throw new DatabaseInUse(
      `${path} is in use by a local server: erase on the customer's page there, or stop it first`,
    );
  }
}

interface Parts {
  database: DatabaseSync;
  deps: With<"addresses">;
}

/** The journeys' ports without an engine: erased executions and schedules need not be stopped. */
async function withFile<Result>(path: string, work: (parts: Parts) => Promise<Result>): Promise<Result> {
  const database = openDatabase(path);
  try {
    const { addressKey, clockOffset } = openSettings(database);
    const figures = createFigures(database);
    const deps: With<"addresses"> = {
      table: openSqliteTable(database, { onChange: (change) => figures.add(countsOf(change)) }),
      addresses: createAddresses(addressKey),
      executions: { start: async () => {}, stop: async () => {} },
      tokens: { succeed: async () => false, fail: async () => false },
      schedules: { set: async () => {}, cancel: async () => {} },
      log: () => {},
      now: () => Date.now() + clockOffset,
    };
    return await work({ database, deps });
  } finally {
    database.close();
  }
}

/** A file that is named by mistake stays as it is: opening the tables would create them. */
function checkOurs(path: string): void {
  if (!existsSync(path)) {
    throw new UnreadableDatabase(
      `there is no database ${path}; name the file that "start" wrote, or start the server once`,
    );
  }
  readOnly(path, (database) =>
    database.prepare("SELECT (SELECT count(*) FROM items_schema), (SELECT count(*) FROM local_settings)").get(),
  );
}
