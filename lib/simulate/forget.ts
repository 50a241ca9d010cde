import type { Rules } from "../compiler/compiled.ts";
import type { MemoryChange } from "../store/memory.ts";
import type { Item, Table } from "../store/table.ts";

const DAY = 86_400_000;

/** Longer than any simulated reader takes to react, and than an order export repeats an event. Milliseconds. */
const LATE = 30 * DAY;

const OF_A_JOURNEY = ["send#", "survey#", "call#", "coupon#"];

/** Removes records that nothing in a simulation reads any more: they would fill the memory with the past of every customer. */
export interface Forgetting {
  /** To be told of each change of the table. */
  note(change: MemoryChange): void;
  /** Removes what has become useless by now. */
  forget(): Promise<void>;
}

/**
 * What goes, and when:
 * - a past enrollment, which is only there to be looked at: at once;
 * - an ended enrollment: when its goal's window is over and its customer may come again, so never where `again` is never;
 * - a message's ledger entry, an answer, a call, a coupon's record: when the longest journey, whose steps may ask for it, is over,
 *   and nobody reacts any more;
 * - an event's marker: when the event is not repeated any more.
 */
export function createForgetting(
  table: Table,
  { campaigns, now }: { campaigns: readonly Rules[]; now(): number },
): Forgetting {
  const longest = 1000 * Math.max(0, ...campaigns.map((rules) => rules.longest));
  const [past, events, sends] = [createQueue(0), createQueue(LATE), createQueue(LATE + longest)];
  const ended = new Map(campaigns.map((rules) => [rules.campaign, createQueue(LATE + memoryOf(rules))] as const));

  function note({ key, before, after }: MemoryChange): void {
    if (after === undefined) return;
    if (key.sk.startsWith("@in#")) {
      if (after.status === "ended" && before?.status !== "ended") ended.get(String(after.campaign))?.add(now(), after);
    } else if (before !== undefined) return;
    else if (key.sk.startsWith("past#")) past.add(now(), after);
    else if (key.sk.startsWith("event#")) events.add(now(), after);
    else if (OF_A_JOURNEY.some((kind) => key.sk.startsWith(kind))) sends.add(now(), after);
  }

  return {
    note,
    async forget() {
      for (const queue of [past, events, sends, ...ended.values()]) {
        for (let item = queue.take(now()); item !== undefined; item = queue.take(now())) {
          const { pk, sk, id } = item;
          // The next enrollment may have taken the place of the one that ended.
          const isThere = id === undefined || (await table.get({ pk, sk }))?.id === id;
          if (isThere) await table.write({ delete: { pk, sk } });
        }
      }
    },
  };
}

/** Milliseconds for which an ended enrollment still matters. */
function memoryOf({ start: { again }, goal }: Rules): number {
  if (again === "never") return Number.POSITIVE_INFINITY;
  const pause = again === "always" ? 0 : again.afterSeconds;
  return 1000 * Math.max(pause, goal?.withinSeconds ?? 0);
}

type Name = { pk: string; sk: string; id: Item["id"] };

/** Items in the order in which they came, each for the same time. */
function createQueue(life: number) {
  let waiting: ({ until: number; name: Name } | undefined)[] = [];
  let first = 0;
  return {
    add(at: number, { pk, sk, id }: Item): void {
      if (life < Number.POSITIVE_INFINITY) waiting.push({ until: at + life, name: { pk, sk, id } });
    },
    take(now: number): Name | undefined {
      const next = waiting[first];
      if (next === undefined || next.until > now) return undefined;
      waiting[first] = undefined;
      first += 1;
      if (first > 1000 && first > waiting.length / 2) {
        waiting = waiting.slice(first);
        first = 0;
      }
      return next.name;
    },
  };
}
