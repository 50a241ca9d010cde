import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item, Value } from "../table.ts";

/*
 * JSON values as DynamoDB writes them. The SDK's own converter would refuse a map with a key named "constructor", which a
 * shop's data may have, and answer whole numbers beyond 2^53 as bigints.
 */

export type Attributes = Record<string, AttributeValue>;

/** Values must have been checked: see json-value.ts. Attributes that are undefined are left out. */
export function attributesOf(item: Record<string, Value | undefined>): Attributes {
  const attributes: Attributes = {};
  for (const name of Object.keys(item)) {
    const value = item[name];
    if (value !== undefined) attributes[name] = attributeOf(value);
  }
  return attributes;
}

export function attributeOf(value: Value): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "boolean") return { BOOL: value };
  // At most 17 digits, of the 38 that DynamoDB keeps: every double comes back as it was.
  if (typeof value === "number") return { N: String(value) };
  return Array.isArray(value) ? { L: value.map(attributeOf) } : { M: attributesOf(value) };
}

/** The item that was read. Throws a TypeError when it has something in it that is not JSON, which no engine writes. */
export function itemOfAttributes(attributes: Attributes): Item {
  return mapOf(attributes) as Item;
}

function jsonOf(attribute: AttributeValue, name: string): Value {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  if (attribute.L !== undefined) return attribute.L.map((entry) => jsonOf(entry, name));
  if (attribute.M !== undefined) return mapOf(attribute.M);
  throw new TypeError(`attribute "${name}" has the DynamoDB type ${Object.keys(attribute).join()}; only JSON is read`);
}

/** Entries become properties of the map's own, whatever their names. */
function mapOf(attributes: Attributes): Record<string, Value> {
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, jsonOf(attribute, name)]));
}
