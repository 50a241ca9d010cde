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

/** Turns items into text and back. */
export interface Items {
  /** The item as it is stored. Throws when it is too large, or its `expires` is not in whole seconds. */
  toText(item: Item): string;
  /** Frozen: whoever reads the same text again shares it. */
  of(text: string): Item;
  ofAny(text: string | undefined): Item | undefined;
}

/** What was just written or read is mostly what is read next: some three reads of four find it here. */
const MOST_REMEMBERED = 64;

export function createItems(): Items {
  const latest = new Map<string, Item>();

  function remember(text: string, item: Item): Item {
    if (latest.size >= MOST_REMEMBERED) latest.clear();
    latest.set(text, item);
    return item;
  }

  function of(text: string): Item {
    return latest.get(text) ?? remember(text, freeze(JSON.parse(text)));
  }

  return {
    toText(item) {
      expiryOf(item);
      const text = JSON.stringify(item);
      checkSize(item, text);
      remember(text, freeze(item));
      return text;
    },
    of,
    ofAny: (text) => (text === undefined ? undefined : of(text)),
  };
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const name in value) freeze(value[name]);
  return Object.freeze(value);
}

export function expiryOf(item: Item): number | null {
  if (item.expires === undefined) return null;
  if (Number.isSafeInteger(item.expires)) return item.expires;
  return refuse(item, "expires", "must be whole seconds since 1970; round it");
}
