import type { Rows } from "./rows.ts";
import { type Bound, compareTexts } from "./sort-keys.ts";
import type { Item, Key } from "./table.ts";

/** The items of one partition in the order of their sort keys. Two lists take less memory than a Map: partitions are small. */
interface Partition {
  sks: string[];
  texts: string[];
}

/** Rows in plain memory. Text takes less than half of the memory of objects, and the garbage collector need not look into it. */
export function createMemoryRows(): Rows {
  const partitions = new Map<string, Partition>();
  /** How to undo what the present piece of work has done, first done first. */
  let undo: (() => void)[] | undefined;

  function set(pk: string, sk: string, text: string | undefined): void {
    let partition = partitions.get(pk);
    if (partition === undefined) {
      if (text === undefined) return;
      partition = { sks: [], texts: [] };
      partitions.set(pk, partition);
    }
    const { sks, texts } = partition;
    const at = placeOf(sks, sk);
    const before = sks[at] === sk ? texts[at] : undefined;
    undo?.push(() => set(pk, sk, before));
    if (text !== undefined && before !== undefined) texts[at] = text;
    else if (text !== undefined) {
      sks.splice(at, 0, sk);
      texts.splice(at, 0, text);
    } else if (before !== undefined) {
      sks.splice(at, 1);
      texts.splice(at, 1);
      if (sks.length === 0) partitions.delete(pk);
    }
  }

  function read({ pk, sk }: Key): string | undefined {
    const partition = partitions.get(pk);
    if (partition === undefined) return undefined;
    const at = placeOf(partition.sks, sk);
    return partition.sks[at] === sk ? partition.texts[at] : undefined;
  }

  function atomic<Result>(work: () => Result): Result {
    const outer = undo;
    const mine: (() => void)[] = [];
    undo = mine;
    try {
      const result = work();
      outer?.push(...mine);
      return result;
    } catch (error) {
      undo = undefined;
      for (const step of mine.reverse()) step();
      throw error;
    } finally {
      undo = outer;
    }
  }

  return {
    read,
    insert(item, text) {
      if (read(item) !== undefined) return false;
      set(item.pk, item.sk, text);
      return true;
    },
    put: ({ pk, sk }, text) => set(pk, sk, text),
    remove: ({ pk, sk }) => set(pk, sk, undefined),
    range(pk, low, high, limit, reverse) {
      const { sks, texts } = partitions.get(pk) ?? { sks: [], texts: [] };
      const first = placeOf(sks, low);
      let end = first;
      while (end < sks.length && isBelow(sks[end] ?? "", high)) end += 1;
      return reverse
        ? texts.slice(Math.max(first, end - limit), end).reverse()
        : texts.slice(first, Math.min(end, first + limit));
    },
    partition(low, high) {
      let least: string | undefined;
      for (const pk of partitions.keys()) {
        const isBetween = compareTexts(pk, low) >= 0 && isBelow(pk, high);
        if (isBetween && (least === undefined || compareTexts(pk, least) < 0)) least = pk;
      }
      return least;
    },
    expired(before, limit) {
      const found: Item[] = [];
      for (const { texts } of partitions.values()) {
        for (const text of texts) {
          const item: Item = JSON.parse(text);
          if (item.expires !== undefined && item.expires < before) found.push(item);
        }
      }
      const earliest = found.sort((one, other) => (one.expires ?? 0) - (other.expires ?? 0)).slice(0, limit);
      return earliest.map((item) => JSON.stringify(item));
    },
    atomic,
    // Without a listener a single action has nothing to undo: it throws before it writes.
    single: (work, watched) => (watched ? atomic(work) : work()),
    isBusy: () => false,
  };
}

function isBelow(text: string, high: Bound): boolean {
  // The end of everything is a blob, which comes after every text.
  return typeof high !== "string" || compareTexts(text, high) < 0;
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
