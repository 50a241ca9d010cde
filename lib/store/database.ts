import { DatabaseSync } from "node:sqlite";

/** How long a connection waits for another process's transaction to end, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Opens a SQLite file, creating it when it is not there, or `:memory:`. The caller closes it. A file keeps every finished
 * write when the process is killed; the very last ones may be lost when the machine loses power. Throws when the file
 * cannot be opened or is something else than a SQLite database.
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: PATIENCE });
    if (path === ":memory:") database.exec(MEMORY);
    else patiently(database, FILE);
    return database;
  } catch (error) {
    if (database?.isOpen) database.close();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot open ${path} as a database: ${why}; its folder must exist and the file must be SQLite's`, {
      cause: error,
    });
  }
}

/** Pages of 8 KiB measured fastest: larger ones cost more to copy for a rollback, smaller ones split more often. */
const MEMORY = `
  PRAGMA page_size = 8192;
  PRAGMA synchronous = OFF;
  PRAGMA temp_store = MEMORY;
`;

/** In WAL mode with NORMAL only a power cut can lose a commit, never a killed process (sqlite.org/pragma.html#pragma_synchronous). */
const FILE = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -65536;
  PRAGMA temp_store = MEMORY;
`;

/** SQLite does not wait when several processes make a new file a WAL one at once: all but one are refused, so they ask again. */
function patiently(database: DatabaseSync, sql: string): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 10) {
    try {
      database.exec(sql);
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= PATIENCE) throw error;
      Atomics.wait(pause, 0, 0, 10);
    }
  }
}

/** SQLITE_BUSY: another connection holds the database. The low byte of an extended code is the code. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && "errcode" in error && typeof error.errcode === "number" && (error.errcode & 0xff) === 5
  );
}

/**
 * Gives a function that runs work all or none: in a transaction of its own, or within the one that is open as a savepoint, so
 * that a caller who catches the error may go on with the rest.
 */
export function openAtomic(database: DatabaseSync): <Result>(work: () => Result) => Result {
  // Immediate: a transaction that reads first and writes later could not be waited for by SQLite, only refused.
  const own = statements(database, "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK");
  const nested = statements(database, "SAVEPOINT atomic", "RELEASE atomic", "ROLLBACK TO atomic");
  return (work) => {
    const outermost = !database.isTransaction;
    const { begin, commit, rollback } = outermost ? own : nested;
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // After some faults, such as a full disk, SQLite has rolled everything back itself.
      if (database.isTransaction) {
        rollback.run();
        if (!outermost) commit.run();
      }
      throw error;
    }
  };
}

function statements(database: DatabaseSync, begin: string, commit: string, rollback: string) {
  return { begin: database.prepare(begin), commit: database.prepare(commit), rollback: database.prepare(rollback) };
}
