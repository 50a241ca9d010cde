import type { Key, Value } from "./table.ts";

/** DynamoDB refuses deeper nesting; the limit also ends values that contain themselves. */
const DEEPEST = 32;
/** The magnitudes DynamoDB can keep. */
const LARGEST = 1e126;
const SMALLEST = 1e-130;

/**
 * A copy that shares nothing with `value`. Throws a TypeError that names the item and the path when there is something in it
 * that would not come back as it went in: undefined, NaN, Infinity, dates and other class instances, functions.
 */
export function copyValue(key: Key, path: string, value: unknown, depth = 1): Value {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return checkedNumber(key, path, value);
    case "object":
      if (value === null) return null;
      if (depth > DEEPEST) return refuse(key, path, `is nested more than ${DEEPEST} levels deep`);
      return Array.isArray(value) ? copyList(key, path, value, depth) : copyMap(key, path, value, depth);
    default:
      return refuse(
        key,
        path,
        `is ${typeof value === "undefined" ? "" : "a "}${typeof value}; leave it out or use null`,
      );
  }
}

/** Throws a TypeError for a number that cannot be kept. Minus zero becomes zero, as in every engine. */
export function checkedNumber(key: Key, path: string, value: number): number {
  if (!Number.isFinite(value)) return refuse(key, path, `is ${value}, which is not a JSON number`);
  const size = Math.abs(value);
  if (size >= LARGEST || (size < SMALLEST && size > 0)) {
    return refuse(key, path, `is ${value}; DynamoDB keeps numbers from ${SMALLEST} to below ${LARGEST}`);
  }
  return value + 0;
}

/** Throws a TypeError unless an attribute may have this name. */
export function checkName(key: Key, name: string): void {
  if (name === "") refuse(key, name, "has no name");
  // As a plain property it would change the object's prototype instead of being kept.
  if (name === "__proto__") refuse(key, name, "has a name that JavaScript reserves; choose another");
}

export function refuse(key: Key, path: string, why: string): never {
  throw new TypeError(`cannot store ${key.sk}: attribute "${path}" ${why}`);
}

function copyList(key: Key, path: string, list: unknown[], depth: number): Value[] {
  const copy: Value[] = [];
  // By index, so that holes are seen: forEach and map skip them.
  for (let index = 0; index < list.length; index++) {
    copy.push(copyValue(key, `${path}[${index}]`, list[index], depth + 1));
  }
  return copy;
}

function copyMap(key: Key, path: string, map: object, depth: number): Value {
  const prototype = Object.getPrototypeOf(map);
  if (prototype !== Object.prototype && prototype !== null) {
    return refuse(key, path, `is a ${prototype.constructor?.name ?? "class"} instance; store plain JSON`);
  }
  const copy: Record<string, Value> = {};
  const source = map as Record<string, unknown>;
  for (const name of Object.keys(source)) {
    if (name === "__proto__") checkName(key, name);
    if (name === "") refuse(key, path, "has a part without a name, which DynamoDB refuses; give it one");
    copy[name] = copyValue(key, `${path}.${name}`, source[name], depth + 1);
  }
  return copy;
}
