import { checkCondition, checkKey, checkKeys, checkPartition, checkSize, keyOf } from "./limits.ts";
import { holds, putItem, updateItem } from "./outcome.ts";
import { compareTexts, cursorAfter, sortKeyOf } from "./sort-keys.ts";
import {
  type Check,
  ConditionFailed,
  type Item,
  type Key,
  type Table,
  TransactionRefused,
  type Write,
} from "./table.ts";

/** An item that came, changed or went. */
interface Change {
  key: Key;
  before: Item | undefined;
  after: Item | undefined;
}

/** The Table port, kept by nobody when the process ends. */
export interface MemoryTable extends Table {
  /** Removes the items whose `expires` has passed, and answers how many. */
  sweep(nowSeconds: number): number;
}

const PAGE = 1_000;

/** Sort keys in the order of their bytes, and the items under them. */
interface Partition {
  order: string[];
  items: Map<string, Item>;
}

/**
 * The Table port in plain memory, for simulations: several times as fast as SQLite's. Items are frozen, so that readers may
 * share them. `onChange` is told of each change, after all writes of its transaction.
 */
export function createMemoryTable(options: { onChange?(change: Change): void } = {}): MemoryTable {
  const { onChange } = options;
  const partitions = new Map<string, Partition>();

  function read({ pk, sk }: Key): Item | undefined {
    return partitions.get(pk)?.items.get(sk);
  }

  /** What the action leaves; the item it found when its condition does not hold. Nothing is written yet. */
  function work(action: Write | Check): { change: Change } | { existing: Item | undefined } {
    const key = keyOf(action);
    const before = read(key);
    if (!holds(action.if, before)) return { existing: before };
    if ("check" in action) return { change: { key, before, after: before } };
    if ("delete" in action) return { change: { key, before, after: undefined } };
    const after = "put" in action ? putItem(action) : updateItem(action, before && { ...before });
    if (weight(after) > HEAVY) checkSize(after, JSON.stringify(after));
    checkExpiry(after);
    return { change: { key, before, after: freeze(after) } };
  }

  function write({ key, after }: Change): void {
    let partition = partitions.get(key.pk);
    if (partition === undefined) {
      partition = { order: [], items: new Map() };
      partitions.set(key.pk, partition);
    }
    const { order, items } = partition;
    if (after === undefined) {
      if (!items.delete(key.sk)) return;
      order.splice(placeOf(order, key.sk), 1);
      if (order.length === 0) partitions.delete(key.pk);
      return;
    }
    if (!items.has(key.sk)) order.splice(placeOf(order, key.sk), 0, key.sk);
    items.set(key.sk, after);
  }

  function tell(change: Change): void {
    if (change.before !== change.after) onChange?.(change);
  }

  return {
    async get(key) {
      checkKey(key);
      return read(key);
    },
    async getMany(keys) {
      checkKeys(keys, 0);
      return keys.map(read);
    },
    async query(pk, { prefix, limit = PAGE, after, reverse = false }) {
      checkPartition(pk);
      if (!Number.isSafeInteger(limit) || limit < 1)
        throw new TypeError(`limit is ${limit}; give a whole number from 1`);
      const past = after === undefined ? undefined : sortKeyOf(after, prefix);
      const partition = partitions.get(pk);
      if (partition === undefined) return { items: [] };
      const { order, items } = partition;
      const found: Item[] = [];
      const first = placeOf(order, prefix);
      const keys: string[] = [];
      for (let at = first; order[at]?.startsWith(prefix); at++) keys.push(order[at] ?? "");
      if (reverse) keys.reverse();
      for (const sk of keys) {
        if (past !== undefined && !isPast(sk, past, reverse)) continue;
        const item = items.get(sk);
        if (found.length === limit) return { items: found, next: cursorAfter(found.at(-1)?.sk ?? prefix) };
        if (item !== undefined) found.push(item);
      }
      return { items: found };
    },
    async write(action) {
      checkKey(keyOf(action));
      checkCondition(action);
      const done = work(action);
      if (!("change" in done)) throw new ConditionFailed(keyOf(action), done.existing);
      write(done.change);
      tell(done.change);
      return done.change.after;
    },
    async transact(actions) {
      checkKeys(actions.map(keyOf), 1);
      actions.forEach(checkCondition);
      const changes: Change[] = [];
      const refused: number[] = [];
      actions.forEach((action, index) => {
        const done = work(action);
        if ("change" in done) changes.push(done.change);
        else refused.push(index);
      });
      if (refused.length > 0) throw new TransactionRefused(refused);
      changes.forEach(write);
      changes.forEach(tell);
    },
    sweep(nowSeconds) {
      let removed = 0;
      for (const { items } of partitions.values()) {
        for (const item of [...items.values()]) {
          if (item.expires === undefined || item.expires >= nowSeconds) continue;
          const change = { key: { pk: item.pk, sk: item.sk }, before: item, after: undefined };
          write(change);
          tell(change);
          removed += 1;
        }
      }
      return removed;
    },
  };
}

/** Only items that could be near DynamoDB's 400 KB are measured exactly. */
const HEAVY = 20_000;

/** A quick upper guess of an item's size: characters of texts, and a little for everything else. */
function weight(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 16;
  let sum = 16;
  for (const inner of Object.values(value)) sum += 16 + weight(inner);
  return sum;
}

function checkExpiry({ expires, sk }: Item): void {
  if (expires === undefined || Number.isSafeInteger(expires)) return;
  throw new TypeError(`cannot store ${sk}: attribute "expires" must be whole seconds since 1970; round it`);
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}

/** Where this sort key is, or belongs. */
function placeOf(order: readonly string[], sk: string): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareTexts(order[middle] ?? "", sk) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isPast(sk: string, past: string, reverse: boolean): boolean {
  const order = compareTexts(sk, past);
  return reverse ? order < 0 : order > 0;
}
