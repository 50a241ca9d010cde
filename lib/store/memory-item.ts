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
  const item: Item = { pk: put.pk, sk: put.sk };
  for (const name in put) {
    const value = put[name];
    if (name === "pk" || name === "sk" || value === undefined) continue;
    checkName(item, name);
    item[name] = kept(item, name, value);
  }
  return item;
}

/** Parts that are frozen came out of an item before: they are shared. Others are checked and copied. */
function kept(key: Key, name: string, value: Value): Value {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return checkedNumber(key, name, value);
  if (typeof value === "object" && Object.isFrozen(value)) return value;
  return frozen(copyValue(key, name, value));
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const name in value) frozen(value[name]);
  return Object.freeze(value);
}
