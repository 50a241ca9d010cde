import { holds, updateItem } from "../outcome.ts";
import type { Check, Item, Put, Update, Write } from "../table.ts";

/*
 * An update that sets nothing is bare. The port creates its item when there is none; DynamoDB creates none for an update that
 * only removes, and takes none that changes nothing into a transaction. So it is sent as an update of an item that is there,
 * and, where that guess was wrong, as a put of a bare item.
 */

export function isBare(action: Write | Check): action is Update {
  if (!("update" in action)) return false;
  return [action.set, action.setOnce, action.add].every((part) => Object.keys(part ?? {}).length === 0);
}

/** Whether a bare update was refused only because of the guess. `existing` is what it found. */
export function isWrongGuess(action: Write | Check, existing: Item | undefined): action is Update {
  return isBare(action) && holds(action.if, existing);
}

/** The bare update when there is an item. */
export function onExisting(action: Update): Update {
  // No item has an attribute of this name (see checkName), so removing it changes nothing.
  const remove = action.remove?.length ? action.remove : ["__proto__"];
  return { ...action, remove, if: { ...action.if, equals: { ...action.if?.equals } } };
}

/** The bare update when there is no item. Throws a TypeError when it removes what cannot be removed. */
export function onMissing(action: Update): Put {
  return { put: updateItem(action, undefined), if: { ...action.if, absent: true } };
}
