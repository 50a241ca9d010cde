import { refuse } from "./json-value.ts";
import { checkSize } from "./limits.ts";
import type { Bound } from "./sort-keys.ts";
import type { Item, Key } from "./table.ts";

/** Where a table keeps its items, as JSON text and without conditions. SQLite and plain memory have them. */
export interface Rows {
  read(key: Key): string | undefined;
  /** False when the key is taken; then nothing changes. */
  insert(item: Item, text: string): boolean;
  put(item: Item, text: string): void;
  remove(key: Key): void;
  /** Sort keys from `low` up to but without `high`, in the order of their bytes or its reverse. */
  range(pk: string, low: string, high: Bound, limit: number, reverse: boolean): string[];
  /** The first partition key from `low` up to but without `high`. */
  partition(low: string, high: Bound): string | undefined;
  /** Items whose `expires` is before this. */
  expired(before: number, limit: number): string[];
  /** Does all of the work or, when it throws, none. */
  atomic<Result>(work: () => Result): Result;
  /** Does the work of one action; when somebody `watched` it, what the listener writes belongs to it. */
  single<Result>(work: () => Result, watched: boolean): Result;
  /** The error says that another writer was in the way. */
  isBusy(error: unknown): boolean;
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

export function expiryOf(item: Item): number | null {
  if (item.expires === undefined) return null;
  if (Number.isSafeInteger(item.expires)) return item.expires;
  return refuse(item, "expires", "must be whole seconds since 1970; round it");
}
