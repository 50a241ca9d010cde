import type { DatabaseSync } from "node:sqlite";
import { checkExpiry, checkSize } from "./limits.ts";
import type { Bound } from "./sort-keys.ts";
import type { Item, Key } from "./table.ts";

const VERSION = 1;

/**
 * One row an item, the whole item as JSON text. Text compares by its UTF-8 bytes, as DynamoDB's sort keys do. Not WITHOUT ROWID:
 * with rows of some 300 bytes that makes writing a third slower, at 200,000 items, and reading hardly faster.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS items (
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    expires INTEGER,
    item TEXT NOT NULL,
    PRIMARY KEY (pk, sk)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS items_expires ON items (expires) WHERE expires IS NOT NULL;
  CREATE TABLE IF NOT EXISTS items_schema (version INTEGER NOT NULL PRIMARY KEY) STRICT;
  INSERT INTO items_schema SELECT ${VERSION} WHERE NOT EXISTS (SELECT 1 FROM items_schema);
`;

/** The rows under the table: what SQLite does, without conditions. Items are JSON text here. */
export function openRows(database: DatabaseSync) {
  createTables(database);
  const read = database.prepare("SELECT item FROM items WHERE pk = ? AND sk = ?");
  const insert = database.prepare(
    "INSERT INTO items (pk, sk, expires, item) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const put = database.prepare(
    `INSERT INTO items (pk, sk, expires, item) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET expires = excluded.expires, item = excluded.item`,
  );
  const remove = database.prepare("DELETE FROM items WHERE pk = ? AND sk = ?");
  // A bare ? after LIMIT makes SQLite plan the statement again at every call, which doubles its time.
  const range = "SELECT item FROM items WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk";
  const forward = database.prepare(`${range} LIMIT coalesce(?, 1)`);
  const backward = database.prepare(`${range} DESC LIMIT coalesce(?, 1)`);
  const partition = database.prepare("SELECT pk FROM items WHERE pk >= ? AND pk < ? ORDER BY pk LIMIT 1");
  const expired = database.prepare("SELECT item FROM items WHERE expires < ? ORDER BY expires LIMIT coalesce(?, 1)");
  // A row as a list costs less than one as an object; all of them have one column.
  for (const query of [read, forward, backward, partition, expired]) query.setReturnArrays(true);

  return {
    read: (key: Key): string | undefined => columnIfAny(read.get(key.pk, key.sk)),
    /** False when the key is taken; then nothing changes. */
    insert: (item: Item, text: string): boolean => insert.run(item.pk, item.sk, expiryOf(item), text).changes === 1,
    put: (item: Item, text: string): void => {
      put.run(item.pk, item.sk, expiryOf(item), text);
    },
    remove: (key: Key): void => {
      remove.run(key.pk, key.sk);
    },
    /** Sort keys from `low` up to but without `high`. */
    range: (pk: string, low: string, high: Bound, limit: number, reverse: boolean): string[] =>
      (reverse ? backward : forward).all(pk, low, high, limit).map(columnOf),
    /** The first partition key from `low` up to but without `high`. */
    partition: (low: string, high: Bound): string | undefined => columnIfAny(partition.get(low, high)),
    expired: (before: number, limit: number): string[] => expired.all(before, limit).map(columnOf),
  };
}

/** The item as it is stored. Throws when it is too large, or its `expires` is not in whole seconds. */
export function textOfItem(item: Item): string {
  expiryOf(item);
  const text = JSON.stringify(item);
  checkSize(item, text);
  return text;
}

export function itemOfText(text: string): Item {
  return JSON.parse(text);
}

export function itemOf(text: string | undefined): Item | undefined {
  return text === undefined ? undefined : itemOfText(text);
}

function expiryOf(item: Item): number | null {
  checkExpiry(item);
  return item.expires ?? null;
}

/** The only column of a row, which is text. */
function columnOf(row: unknown): string {
  return (row as [string])[0];
}

function columnIfAny(row: unknown): string | undefined {
  return row === undefined ? undefined : columnOf(row);
}

function createTables(database: DatabaseSync): void {
  database.exec(SCHEMA);
  const version = database.prepare("SELECT version FROM items_schema").get()?.version;
  if (version === VERSION) return;
  throw new Error(
    `the database's items are in format ${version} and this release reads format ${VERSION}; use the release that wrote it, or a new file`,
  );
}
