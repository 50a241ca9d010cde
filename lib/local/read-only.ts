import { DatabaseSync } from "node:sqlite";

/** The file is no database of the local server, or cannot be read; the message says so and how to go on. */
export class UnreadableDatabase extends Error {
  override name = "UnreadableDatabase";
}

/** Reads from a database file, which stays as it is. Throws {@link UnreadableDatabase} for whatever keeps `work` from reading. */
export function readOnly<Result>(path: string, work: (database: DatabaseSync) => Result): Result {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    return work(database);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnreadableDatabase(
      `${path} cannot be read as a database of the local server: ${why}; name the file that "start" wrote`,
      { cause: error },
    );
  } finally {
    database?.close();
  }
}
