import type { DatabaseSync } from "node:sqlite";

/** What was given up after too many tries, and why. */
export interface DeadLetter {
  /** The queue's URL, `schedule <name>` or `end of <execution>`. */
  source: string;
  /** JSON. */
  body: string;
  /** The error's name. */
  error: string;
  message: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface DeadLetterRows {
  add(source: string, body: string, error: unknown, at: number): void;
  /** The latest first. */
  list(limit: number): DeadLetter[];
}

export function createDeadLetterRows(database: DatabaseSync): DeadLetterRows {
  const insert = database.prepare(
    "INSERT INTO states_dead_letters (source, body, error, message, at) VALUES (?, ?, ?, ?, ?)",
  );
  const select = database.prepare(
    "SELECT source, body, error, message, at FROM states_dead_letters ORDER BY id DESC LIMIT ?",
  );
  return {
    add(source, body, error, at) {
      const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
      insert.run(source, body, name, withoutAddresses(message), at);
    },
    list: (limit) => select.all(limit) as unknown as DeadLetter[],
  };
}

/** Mail servers like to repeat the address in their refusals. */
function withoutAddresses(message: string): string {
  return message.replaceAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, "[address]");
}
