import type { Condition, Item, Update, Value } from "../table.ts";
import { type Attributes, attributeOf } from "./attributes.ts";

/**
 * The names and values of one request, each behind a placeholder: names may be reserved words, or have dots and hashes in
 * them. Placeholders are short, because an expression has 4 KB: some 500 attributes.
 */
export interface Placeholders {
  name(attribute: string): string;
  value(value: Value): string;
  /** What the request says of them. DynamoDB refuses empty maps. */
  written(): { ExpressionAttributeNames?: Record<string, string>; ExpressionAttributeValues?: Attributes };
}

export function openPlaceholders(): Placeholders {
  const names = new Map<string, string>();
  const values: Attributes = {};
  let count = 0;
  return {
    name(attribute) {
      const placeholder = names.get(attribute) ?? `#${names.size.toString(36)}`;
      names.set(attribute, placeholder);
      return placeholder;
    },
    value(value) {
      const placeholder = `:${(count++).toString(36)}`;
      values[placeholder] = attributeOf(value);
      return placeholder;
    },
    written: () => ({
      ...(names.size === 0
        ? {}
        : {
            ExpressionAttributeNames: Object.fromEntries(
              Array.from(names, ([name, placeholder]) => [placeholder, name]),
            ),
          }),
      ...(count === 0 ? {} : { ExpressionAttributeValues: values }),
    }),
  };
}

/** The condition as an expression; undefined when it always holds. */
export function conditionExpression(condition: Condition = {}, { name, value }: Placeholders): string | undefined {
  const { absent, equals, lacks = [], below = {} } = condition;
  const parts: string[] = [];
  if (absent) parts.push(`attribute_not_exists(${name("pk")})`);
  if (equals !== undefined) {
    parts.push(`attribute_exists(${name("pk")})`);
    for (const [attribute, wanted] of Object.entries(equals)) parts.push(`${name(attribute)} = ${value(wanted)}`);
  }
  for (const attribute of lacks) parts.push(`attribute_not_exists(${name(attribute)})`);
  for (const [attribute, limit] of Object.entries(below)) {
    // A comparison of different types does not hold, so what is no number is not below.
    parts.push(`(attribute_not_exists(${name(attribute)}) OR ${name(attribute)} < ${value(limit)})`);
  }
  return parts.length === 0 ? undefined : parts.join(" AND ");
}

/** The changes as an expression. `values` has the checked values of `set`, `setOnce` and `add`; one change at least is needed. */
export function updateExpression(update: Update, values: Item, { name, value }: Placeholders): string {
  const given = (attribute: string): string => value(values[attribute] ?? null);
  const set = [
    ...Object.keys(update.set ?? {}).map((attribute) => `${name(attribute)}=${given(attribute)}`),
    ...Object.keys(update.setOnce ?? {}).map(
      (attribute) => `${name(attribute)}=if_not_exists(${name(attribute)},${given(attribute)})`,
    ),
  ];
  // ADD takes a missing attribute as 0, and refuses one that is no number.
  const add = Object.keys(update.add ?? {}).map((attribute) => `${name(attribute)} ${given(attribute)}`);
  const remove = (update.remove ?? []).map(name);
  return Object.entries({ SET: set, ADD: add, REMOVE: remove })
    .filter(([, changes]) => changes.length > 0)
    .map(([verb, changes]) => `${verb} ${changes.join(",")}`)
    .join(" ");
}
