import type { DatabaseSync } from "node:sqlite";
import { isBusy, openAtomic } from "./database.ts";
import { checkCondition, checkKey, checkKeys, checkLimit, checkPartition, keyOf } from "./limits.ts";
import { afterPrefix, cursorAfter, following, sortKeyOf } from "./sort-keys.ts";
import { type Done, openActions } from "./sqlite-actions.ts";
import { itemOf, itemOfText, openRows } from "./sqlite-rows.ts";
import {
  type Check,
  ConditionFailed,
  type Item,
  type Key,
  type Table,
  TransactionRefused,
  type Write,
} from "./table.ts";

/** Items in a page when the query names no limit. DynamoDB ends a page at 1 MB, so callers must follow `next` there too. */
const PAGE = 1_000;

/** An item that came, changed or went. Each look at a side gives a copy of its own: whom it does not concern pays nothing. */
export interface Change {
  readonly key: Key;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** The Table port, and what only one machine needs. */
export interface SqliteTable extends Table {
  /** Partition keys with this prefix that have items, in the order of their bytes, after `after`; all of them without `limit`. */
  partitions(prefix: string, after?: string, limit?: number): string[];
  /** Removes the items whose `expires` has passed, and answers how many. */
  sweep(nowSeconds: number): number;
}

export interface SqliteTableOptions {
  /**
   * Told of each change inside its transaction, after all of the transaction's writes: what it writes to the database is kept
   * or lost with the change, and when it throws, everything is undone. As in a DynamoDB stream, a write that leaves an item
   * as it was is no change.
   */
  onChange?(change: Change): void;
}

/**
 * The Table port in one SQLite database, whose owner opens and closes it (see `openDatabase`) and may keep other tables in it.
 * Every call has done its work when it returns its promise; within a transaction that the caller has opened on the same
 * connection, the work is part of it. Another process on the same file is waited for.
 */
export function openSqliteTable(database: DatabaseSync, options: SqliteTableOptions = {}): SqliteTable {
  const { onChange } = options;
  const rows = openRows(database);
  const atomic = openAtomic(database);
  const perform = openActions(rows, onChange !== undefined);

  return {
    async get(key) {
      checkKey(key);
      return itemOf(rows.read(key));
    },
    async getMany(keys) {
      checkKeys(keys, 0);
      return keys.map((key) => itemOf(rows.read(key)));
    },
    async query(pk, { prefix, limit = PAGE, after, reverse = false }) {
      checkPartition(pk);
      checkLimit(limit);
      const past = after === undefined ? undefined : sortKeyOf(after, prefix);
      const low = past === undefined || reverse ? prefix : following(past);
      const high = past === undefined || !reverse ? afterPrefix(prefix) : past;
      // One more than the page shows whether there is a next one.
      const items = rows.range(pk, low, high, limit + 1, reverse).map(itemOfText);
      if (items.length <= limit) return { items };
      items.pop();
      return { items, next: cursorAfter(items[limit - 1]?.sk ?? prefix) };
    },
    async write(action) {
      checkKey(keyOf(action));
      checkCondition(action);
      const run = () => {
        const done = perform(action);
        if (!("refused" in done)) tell(keyOf(action), done);
        return done;
      };
      // Within the caller's transaction one statement needs no savepoint; a listener's own writes do.
      const done = database.isTransaction && onChange === undefined ? run() : atomic(run);
      if ("refused" in done) throw new ConditionFailed(keyOf(action), done.existing);
      return done.item;
    },
    async transact(actions) {
      checkKeys(actions.map(keyOf), 1);
      actions.forEach(checkCondition);
      try {
        atomic(() => performAll(actions));
      } catch (error) {
        throw isBusy(error) ? new TransactionRefused([]) : error;
      }
    },
    partitions(prefix, after, limit = Number.MAX_SAFE_INTEGER) {
      checkLimit(limit);
      const found: string[] = [];
      const high = afterPrefix(prefix);
      // A look-up for each partition: SQLite's DISTINCT would read every item of it.
      let pk = rows.partition(after === undefined ? prefix : following(after), high);
      while (pk !== undefined && found.push(pk) < limit) pk = rows.partition(following(pk), high);
      return found;
    },
    sweep(nowSeconds) {
      let removed = 0;
      for (;;) {
        const batch = atomic(() => removeExpired(nowSeconds));
        removed += batch;
        if (batch < PAGE) return removed;
      }
    },
  };

  function performAll(actions: readonly (Write | Check)[]): void {
    const done: { key: Key; done: Done }[] = [];
    const refused: number[] = [];
    actions.forEach((action, index) => {
      const result = perform(action);
      if ("refused" in result) refused.push(index);
      else done.push({ key: keyOf(action), done: result });
    });
    if (refused.length > 0) throw new TransactionRefused(refused);
    for (const one of done) tell(one.key, one.done);
  }

  function removeExpired(nowSeconds: number): number {
    const expired = rows.expired(nowSeconds, PAGE);
    for (const before of expired) {
      const { pk, sk } = itemOfText(before);
      rows.remove({ pk, sk });
      tell({ pk, sk }, { before, after: undefined });
    }
    return expired.length;
  }

  function tell(key: Key, { before, after }: Pick<Done, "before" | "after">): void {
    if (onChange === undefined || before === after) return;
    onChange({
      key,
      get before() {
        return itemOf(before);
      },
      get after() {
        return itemOf(after);
      },
    });
  }
}
