import { checkCondition, checkKey, checkKeys, checkLimit, checkPartition, checkSize, keyOf } from "./limits.ts";
import { memoryItem } from "./memory-item.ts";
import { holds } from "./outcome.ts";
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
export interface MemoryChange {
  key: Key;
  before: Item | undefined;
  after: Item | undefined;
}

const PAGE = 1_000;

/** Items in the order of their sort keys. Two lists take less memory than a Map: partitions are small. */
interface Partition {
  sks: string[];
  items: Item[];
}

/**
 * The Table port in plain memory, for simulations: several times as fast as SQLite's, and gone with the process. Items are
 * frozen, so that readers, and later items with the same parts, may share them. `onChange` is told of each change, after all
 * writes of its transaction.
 */
export function createMemoryTable(options: { onChange?(change: MemoryChange): void } = {}): Table {
  const { onChange } = options;
  const partitions = new Map<string, Partition>();

  function read({ pk, sk }: Key): Item | undefined {
    const partition = partitions.get(pk);
    if (partition === undefined) return undefined;
    const at = placeOf(partition.sks, sk);
    return partition.sks[at] === sk ? partition.items[at] : undefined;
  }

  /** What the action leaves; the item it found when its condition does not hold. Nothing is written yet. */
  function work(action: Write | Check): { change: MemoryChange } | { existing: Item | undefined } {
    const key = keyOf(action);
    const before = read(key);
    if (!holds(action.if, before)) return { existing: before };
    if ("check" in action) return { change: { key, before, after: before } };
    if ("delete" in action) return { change: { key, before, after: undefined } };
    const after = memoryItem(action, before);
    if (weight(after) > HEAVY) checkSize(after, JSON.stringify(after));
    return { change: { key, before, after } };
  }

  function write({ key, after }: MemoryChange): void {
    let partition = partitions.get(key.pk);
    if (partition === undefined) {
      if (after === undefined) return;
      partition = { sks: [], items: [] };
      partitions.set(key.pk, partition);
    }
    const { sks, items } = partition;
    const at = placeOf(sks, key.sk);
    const isThere = sks[at] === key.sk;
    if (after !== undefined && isThere) items[at] = after;
    else if (after !== undefined) {
      sks.splice(at, 0, key.sk);
      items.splice(at, 0, after);
    } else if (isThere) {
      sks.splice(at, 1);
      items.splice(at, 1);
      if (sks.length === 0) partitions.delete(key.pk);
    }
  }

  function tell(change: MemoryChange): void {
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
      checkLimit(limit);
      const past = after === undefined ? undefined : sortKeyOf(after, prefix);
      const { sks, items } = partitions.get(pk) ?? { sks: [], items: [] };
      const first = placeOf(sks, prefix);
      let end = first;
      while (sks[end]?.startsWith(prefix)) end += 1;
      const found = items.slice(first, end);
      if (reverse) found.reverse();
      const rest = past === undefined ? found : found.filter(({ sk }) => isPast(sk, past, reverse));
      if (rest.length <= limit) return { items: rest };
      return { items: rest.slice(0, limit), next: cursorAfter(rest[limit - 1]?.sk ?? prefix) };
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
      const changes: MemoryChange[] = [];
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
  };
}

/** Only items that could be near DynamoDB's 400 KB are measured exactly. */
const HEAVY = 20_000;

/** A quick upper guess of an item's size: characters of texts, and a little for everything else. */
function weight(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 16;
  let sum = 16;
  for (const name in value) sum += 16 + weight((value as Record<string, unknown>)[name]);
  return sum;
}

/** Where this sort key is, or belongs. */
function placeOf(sks: readonly string[], sk: string): number {
  let low = 0;
  let high = sks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareTexts(sks[middle] ?? "", sk) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isPast(sk: string, past: string, reverse: boolean): boolean {
  const order = compareTexts(sk, past);
  return reverse ? order < 0 : order > 0;
}
