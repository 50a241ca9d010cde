import { keyOf } from "./limits.ts";
import { holds, putItem, updateItem } from "./outcome.ts";
import { itemOf, type openRows, textOfItem } from "./sqlite-rows.ts";
import type { Check, Item, Put, Write } from "./table.ts";

/** What an action found and left, as text. */
export interface Done {
  before: string | undefined;
  after: string | undefined;
  item: Item | undefined;
}
/** The condition did not hold. */
export interface Refusal {
  refused: true;
  existing: Item | undefined;
}

/**
 * Gives the function that does one action inside whatever transaction is open. Only when `watched` does it always find out what
 * was there before.
 */
export function openActions(
  rows: ReturnType<typeof openRows>,
  watched: boolean,
): (action: Write | Check) => Done | Refusal {
  return perform;

  function perform(action: Write | Check): Done | Refusal {
    const key = keyOf(action);
    if ("put" in action) return performPut(action);
    const before = rows.read(key);
    const existing = itemOf(before);
    if (!holds(action.if, existing)) return { refused: true, existing };
    if ("check" in action) return { before, after: before, item: undefined };
    if ("delete" in action) {
      if (before !== undefined) rows.remove(key);
      return { before, after: undefined, item: undefined };
    }
    const item = updateItem(action, existing);
    const after = textOfItem(item);
    if (after !== before) rows.put(item, after);
    return { before, after, item };
  }

  function performPut(action: Put): Done | Refusal {
    const item = putItem(action);
    const after = textOfItem(item);
    const condition = action.if;
    if (condition === undefined && !watched) {
      rows.put(item, after);
      return { before: undefined, after, item };
    }
    // The usual creation needs no look before: SQLite finds out whether the key is taken.
    if (condition?.absent && condition.equals === undefined && rows.insert(item, after)) {
      return { before: undefined, after, item };
    }
    const before = rows.read(action.put);
    if (condition !== undefined) {
      const existing = itemOf(before);
      if (!holds(condition, existing)) return { refused: true, existing };
    }
    if (after !== before) rows.put(item, after);
    return { before, after, item };
  }
}
