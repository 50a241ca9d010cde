/** Something that becomes due at a time. */
export interface Due {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Breaks ties: what was added first runs first. */
  readonly seq: number;
  readonly run: (due: Due) => Promise<void> | void;
  /** Says which wait, message or schedule it is; the thing itself stays in the database. */
  readonly key: number | string;
  /** Place in the heap; -1 once it has left. */
  slot: number;
}

/** All that waits for a time, earliest first. Adding, taking and cancelling cost O(log n); a canceled entry is gone at once. */
export interface DueQueue {
  readonly size: number;
  add(at: number, run: Due["run"], key: Due["key"]): Due;
  /** Puts an entry that was taken back in its old place. */
  restore(due: Due): void;
  /** Canceling what has left the queue is no fault. */
  cancel(due: Due): void;
  /** The earliest, which stays. */
  first(): Due | undefined;
  /** The earliest, which leaves. */
  take(): Due | undefined;
  /** Called whenever a new entry became the earliest. One listener; undefined removes it. */
  watch(listener: (() => void) | undefined): void;
}

/** An indexed binary heap, ordered by time and then by sequence. */
export function createDueQueue(): DueQueue {
  const heap: Due[] = [];
  let seq = 0;
  let listener: (() => void) | undefined;

  function place(due: Due, slot: number): void {
    heap[slot] = due;
    due.slot = slot;
  }

  function rise(due: Due, from: number): void {
    let slot = from;
    while (slot > 0) {
      const above = (slot - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || before(parent, due)) break;
      place(parent, slot);
      slot = above;
    }
    place(due, slot);
  }

  function sink(due: Due, from: number): void {
    let slot = from;
    for (;;) {
      let below = 2 * slot + 1;
      let child = heap[below];
      const right = heap[below + 1];
      if (child !== undefined && right !== undefined && before(right, child)) {
        child = right;
        below += 1;
      }
      if (child === undefined || before(due, child)) break;
      place(child, slot);
      slot = below;
    }
    place(due, slot);
  }

  function restore(due: Due): void {
    rise(due, heap.length);
    if (due.slot === 0) listener?.();
  }

  function cancel(due: Due): void {
    const { slot } = due;
    if (slot < 0) return;
    due.slot = -1;
    const last = heap.pop();
    if (last === undefined || last === due) return;
    sink(last, slot);
    if (last.slot === slot) rise(last, slot);
  }

  return {
    get size() {
      return heap.length;
    },
    add(at, run, key) {
      const due: Due = { at, seq: seq++, run, key, slot: -1 };
      restore(due);
      return due;
    },
    restore,
    cancel,
    first: () => heap[0],
    take() {
      const due = heap[0];
      if (due !== undefined) cancel(due);
      return due;
    },
    watch(next) {
      listener = next;
    },
  };
}

function before(one: Due, other: Due): boolean {
  return one.at < other.at || (one.at === other.at && one.seq < other.seq);
}
