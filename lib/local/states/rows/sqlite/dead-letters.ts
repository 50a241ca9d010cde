import type { DatabaseSync } from "node:sqlite";
import type { DeadLetter, DeadLetterRows } from "../store.ts";

export function createDeadLetterRows(database: DatabaseSync): DeadLetterRows {
  const insert = database.prepare(
    "INSERT INTO states_dead_letters (source, body, error, message, at) VALUES (?, ?, ?, ?, ?)",
  );
  const select = database.prepare(
    "SELECT source, body, error, message, at FROM states_dead_letters ORDER BY id DESC LIMIT ?",
  );
  return {
    add: ({ source, body, error, message, at }) => void insert.run(source, body, error, message, at),
    list: (limit) => select.all(limit) as unknown as DeadLetter[],
  };
}
