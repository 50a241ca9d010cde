import { existsSync, renameSync, rmSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { createLinks } from "../../../email/links.ts";
import { createAddresses } from "../../../journey/addresses.ts";
import type { Log } from "../../../journey/ports.ts";
import { openDatabase } from "../../../store/database.ts";
import type { LocalProject } from "../runtime.ts";
import { openSettings } from "./settings.ts";

export interface FirstStart {
  project: LocalProject;
  baseUrl: string;
  log: Log;
  now: number;
  isEmpty: boolean;
}

export function isNew(path: string): boolean {
  return path === ":memory:" || !existsSync(path);
}

/**
 * Opens a database that is not there yet, filled with a history unless it shall be empty. The file appears when it is whole: a
 * start that is killed on the way leaves nothing half done.
 */
export async function openNew(path: string, first: FirstStart): Promise<DatabaseSync> {
  if (path !== ":memory:") removeTails(path);
  if (first.isEmpty) return openDatabase(path);
  const memory = openDatabase(":memory:");
  await seed(memory, first);
  if (path === ":memory:") return memory;
  const beside = `${path}.new`;
  rmSync(beside, { force: true });
  removeTails(beside);
  memory.prepare("VACUUM INTO ?").run(beside);
  memory.close();
  renameSync(beside, path);
  return openDatabase(path);
}

/**
 * What a killed process left beside its database. Whoever deletes only the database means to begin anew, and SQLite would take
 * the tails for the new file's own: sqlite.org/howtocorrupt.html, section 1.4.
 */
function removeTails(path: string): void {
  for (const tail of ["-wal", "-shm", "-journal"]) rmSync(`${path}${tail}`, { force: true });
}

async function seed(database: DatabaseSync, { project, baseUrl, log, now }: FirstStart): Promise<void> {
  // Loaded for the first start only.
  const { seedHistory } = await import("../../history/seed.ts");
  const { linkSecret, addressKey } = openSettings(database);
  const links = createLinks({ keys: [linkSecret], baseUrl });
  await seedHistory(database, { project, links, addresses: createAddresses(addressKey), log, now });
}
