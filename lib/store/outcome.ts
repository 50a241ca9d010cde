import { decimalSum } from "./decimal-sum.ts";
import { checkedNumber, checkName, copyValue, refuse } from "./json-value.ts";
import type { Condition, Item, Key, Put, Update, Value } from "./table.ts";

/** Whether a condition holds on an item, or on its absence. */
export function holds(condition: Condition | undefined, existing: Item | undefined): boolean {
  if (condition === undefined) return true;
  if (condition.absent && existing !== undefined) return false;
  if (condition.equals !== undefined) {
    if (existing === undefined) return false;
    for (const name in condition.equals) {
      if (!Object.hasOwn(existing, name) || existing[name] !== condition.equals[name]) return false;
    }
  }
  if (existing === undefined) return true;
  for (const name in condition.below) {
    if (Object.hasOwn(existing, name) && !isBelow(existing[name], condition.below[name])) return false;
  }
  return !condition.lacks?.some((name) => Object.hasOwn(existing, name));
}

function isBelow(value: Value | undefined, limit: number | undefined): boolean {
  return typeof value === "number" && limit !== undefined && value < limit;
}

/** The item a put leaves: a copy. Attributes that are undefined are left out. Throws a TypeError for what is not JSON. */
export function putItem(action: Put): Item {
  const item: Item = { pk: action.put.pk, sk: action.put.sk };
  for (const name of Object.keys(action.put)) {
    const value = action.put[name];
    if (name === "pk" || name === "sk" || value === undefined) continue;
    checkName(item, name);
    item[name] = copyValue(item, name, value);
  }
  return item;
}

/**
 * Turns `existing` (or a new item) into what the update leaves, in place. Throws a TypeError for what is not JSON, for an
 * attribute named twice or part of the key, and for adding to what is not a number.
 */
export function updateItem(action: Update, existing: Item | undefined): Item {
  checkUpdate(action);
  const { set, setOnce, add, remove } = action;
  const item: Item = existing ?? { pk: action.update.pk, sk: action.update.sk };
  for (const name in set) item[name] = copyValue(item, name, set[name]);
  for (const name in setOnce) {
    const value = copyValue(item, name, setOnce[name]);
    if (!Object.hasOwn(item, name)) item[name] = value;
  }
  for (const name in add) item[name] = added(item, name, add[name]);
  for (const name of remove ?? []) delete item[name];
  return item;
}

function added(item: Item, name: string, amount: unknown): number {
  if (typeof amount !== "number") return refuse(item, name, `cannot grow by a ${typeof amount}; add a number`);
  const now = Object.hasOwn(item, name) ? item[name] : 0;
  if (typeof now !== "number") {
    return refuse(item, name, "is not a number, so nothing can be added to it; set it to a number first");
  }
  return checkedNumber(item, name, decimalSum(now, checkedNumber(item, name, amount)));
}

function checkUpdate({ update, set, setOnce, add, remove }: Update): void {
  const names: string[] = [];
  for (const name in set) names.push(checkedName(update, name, names));
  for (const name in setOnce) names.push(checkedName(update, name, names));
  for (const name in add) names.push(checkedName(update, name, names));
  for (const name of remove ?? []) names.push(checkedName(update, name, names));
}

function checkedName(key: Key, name: string, before: string[]): string {
  checkName(key, name);
  if (name === "pk" || name === "sk") refuse(key, name, "is part of the key, which cannot change; put a new item");
  if (before.includes(name)) refuse(key, name, "is changed twice in one update; name it in one place");
  return name;
}
