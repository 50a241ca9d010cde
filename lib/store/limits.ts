import { refuse } from "./json-value.ts";
import type { Check, Item, Key, Value, Write } from "./table.ts";

/** The most keys or actions in one call: DynamoDB's limit for transactions and batch reads. */
const MOST = 100;
/** DynamoDB's limit for one item, names and values together, in bytes. */
const LARGEST_ITEM = 400 * 1024;
/** DynamoDB's limits for keys, in bytes of UTF-8. */
const LONGEST_PK = 2048;
const LONGEST_SK = 1024;

/** The key an action is about. */
export function keyOf(action: Write | Check): Key {
  if ("put" in action) return action.put;
  if ("update" in action) return action.update;
  return "delete" in action ? action.delete : action.check;
}

/** Throws a TypeError unless this can be a key. */
export function checkKey(key: Key): void {
  checkPart("pk", key.pk, LONGEST_PK);
  checkPart("sk", key.sk, LONGEST_SK);
}

/** Throws a TypeError unless this can be a partition key. */
export function checkPartition(pk: string): void {
  checkPart("pk", pk, LONGEST_PK);
}

function checkPart(name: string, part: unknown, longest: number): void {
  if (typeof part !== "string" || part === "") throw new TypeError(`a key's ${name} must be a string, and not empty`);
  if (!part.isWellFormed())
    throw new TypeError(`a key's ${name} has half a surrogate pair in it, so it is no Unicode text`);
  if (part.length * 3 > longest && Buffer.byteLength(part) > longest) {
    throw new TypeError(`a key's ${name} has ${Buffer.byteLength(part)} bytes and may have ${longest}`);
  }
}

/** Throws a TypeError unless a page may have this many items. */
export function checkLimit(limit: number): void {
  if (Number.isSafeInteger(limit) && limit > 0) return;
  throw new TypeError(`limit is ${limit}; give a whole number from 1`);
}

/** Throws a TypeError unless all keys can be keys, there are 1 to 100 of them, and none is there twice. */
export function checkKeys(keys: readonly Key[], least: number): void {
  if (keys.length < least || keys.length > MOST) {
    throw new TypeError(`${keys.length} keys in one call; give ${least} to ${MOST}`);
  }
  const seen = new Set<string>();
  for (const key of keys) {
    checkKey(key);
    // With the length in front no two keys have the same name.
    seen.add(`${key.pk.length} ${key.pk}${key.sk}`);
  }
  if (seen.size < keys.length) throw new TypeError("a key is there twice in one call; every key may be there once");
}

/** Throws a TypeError when a condition compares with what `equals` and `below` cannot compare with. */
export function checkCondition(action: Write | Check): void {
  const condition = action.if;
  if (condition === undefined) return;
  for (const name in condition.equals) {
    const value = condition.equals[name];
    const isComparable = typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
    if (!isComparable) refuseToCompare(action, name, value, "use a string, number or boolean, or lacks");
  }
  for (const name in condition.below) {
    const value = condition.below[name];
    if (!Number.isFinite(value)) refuseToCompare(action, name, value, "use a number for below, or leave it out");
  }
}

function refuseToCompare(action: Write | Check, name: string, value: unknown, fix: string): never {
  throw new TypeError(`the condition on ${keyOf(action).sk} compares "${name}" with ${String(value)}; ${fix}`);
}

/** Throws a TypeError unless `expires` is in whole seconds, as DynamoDB's TTL wants it. */
export function checkExpiry(item: Item): void {
  if (item.expires === undefined || Number.isSafeInteger(item.expires)) return;
  refuse(item, "expires", "must be whole seconds since 1970; round it");
}

/** Throws a RangeError when DynamoDB would refuse the item as too large. `text` is the item as JSON. */
export function checkSize(item: Item, text: string): void {
  // A UTF-16 unit is at most 3 bytes of UTF-8, and no JSON value takes more than 3 bytes of DynamoDB per character of JSON.
  if (text.length * 3 <= LARGEST_ITEM) return;
  const size = mapSize(item);
  if (size <= LARGEST_ITEM) return;
  throw new RangeError(
    `cannot store ${item.sk}: it has ${size} bytes and an item may have ${LARGEST_ITEM}; split it or keep the bulk elsewhere`,
  );
}

/** After "DynamoDB item sizes and formats" in the DynamoDB developer guide, which calls the size of numbers approximate. */
function valueSize(value: Value | undefined): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (typeof value === "number") return numberSize(value);
  if (typeof value !== "object" || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + 1 + valueSize(entry), 3);
  return 3 + Object.keys(value).length + mapSize(value);
}

function mapSize(map: Record<string, Value | undefined>): number {
  let size = 0;
  for (const [name, value] of Object.entries(map)) size += Buffer.byteLength(name) + valueSize(value);
  return size;
}

function numberSize(value: number): number {
  const digits = value.toExponential().replace(/e.*$/, "").replace(/\D/g, "").length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}
