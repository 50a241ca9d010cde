import { checkedNumber, checkName, copyValue } from "./json-value.ts";
import { checkExpiry } from "./limits.ts";
import { updateItem } from "./outcome.ts";
import type { Item, Key, Put, Update, Value } from "./table.ts";

/** The frozen item that an action leaves. Throws a TypeError for what is not JSON. */
export function memoryItem(action: Put | Update, before: Item | undefined): Item {
  const item = "update" in action ? updateItem(action, before && { ...before }) : putItem(action);
  checkExpiry(item);
  return frozen(item);
}

/** Unlike other engines' puts: what is kept already is shared, not copied. */
function putItem({ put }: Put): Item {
  const item: Item = { ...put };
  for (const name of Object.keys(item)) {
    const value = item[name];
    if (value === undefined) {
      delete item[name];
      continue;
    }
    checkName(item, name);
    const own = kept(item, name, value);
    // Writing only what differs keeps the object in the form that it was copied with.
    if (own !== value) item[name] = own;
  }
  return item;
}

/** Parts that are frozen came out of an item before: they are shared. Others are checked and copied. */
function kept(key: Key, name: string, value: Value): Value {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return checkedNumber(key, name, value);
  if (typeof value === "object" && Object.isFrozen(value)) return value;
  return frozen(copyValue(key, name, value) as object) as Value;
}

function frozen<T extends object>(value: T): T {
  if (Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) frozen(inner);
  return Object.freeze(value);
}
