import type { DatabaseSync } from "node:sqlite";
import { textOf } from "../body.ts";
import type { MessageRows, StoredMessage } from "../store.ts";
import { nextId } from "./schema.ts";

export function createMessageRows(database: DatabaseSync): MessageRows {
  let next = nextId(database, "states_messages");
  const insert = database.prepare(
    "INSERT INTO states_messages (id, queue, body, due, receives) VALUES (?, ?, ?, ?, 0)",
  );
  const select = database.prepare("SELECT queue, body, due, receives FROM states_messages WHERE id = ?");
  const remove = database.prepare("DELETE FROM states_messages WHERE id = ?");
  const again = database.prepare("UPDATE states_messages SET due = ?, receives = ? WHERE id = ?");
  const waiting = database.prepare("SELECT id, due FROM states_messages ORDER BY due, id");
  return {
    newId: () => next++,
    insert: (id, { queue, body, due }) => void insert.run(id, queue, textOf(body), due),
    load: (id) => select.get(id) as StoredMessage | undefined,
    remove: (id) => void remove.run(id),
    again: (id, due, receives) => void again.run(due, receives, id),
    waiting: () => waiting.iterate() as Iterable<{ id: number; due: number }>,
  };
}
