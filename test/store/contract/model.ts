import fc from "fast-check";
import type { Check, Condition, Item, Key, Value, Write } from "../../../lib/store/table.ts";

/** The port's rules in the plainest way: a map from sort key to item. Answers whether the condition held. */
export function applyToModel(model: Map<string, Item>, action: Write | Check): boolean {
  const sk = sortKeyOf(action);
  const existing = model.get(sk);
  if (!holdsInModel(action.if ?? {}, existing)) return false;
  if ("put" in action) model.set(sk, action.put);
  if ("delete" in action) model.delete(sk);
  if ("update" in action) {
    const item: Item = { ...(existing ?? action.update), ...action.set };
    for (const [name, value] of Object.entries(action.setOnce ?? {}))
      item[name] = existing?.[name] === undefined ? value : existing[name];
    for (const [name, amount] of Object.entries(action.add ?? {})) item[name] = Number(existing?.[name] ?? 0) + amount;
    for (const name of action.remove ?? []) delete item[name];
    model.set(sk, item);
  }
  return true;
}

export function sortKeyOf(action: Write | Check): string {
  if ("put" in action) return action.put.sk;
  if ("update" in action) return action.update.sk;
  return "delete" in action ? action.delete.sk : action.check.sk;
}

function holdsInModel({ absent, equals, lacks, below }: Condition, existing: Item | undefined): boolean {
  const parts = [
    !absent || existing === undefined,
    equals === undefined ||
      (existing !== undefined && Object.entries(equals).every(([name, value]) => existing[name] === value)),
    lacks === undefined || lacks.every((name) => existing?.[name] === undefined),
    Object.entries(below ?? {}).every(([name, limit]) => isBelowInModel(existing?.[name], limit)),
  ];
  return parts.every(Boolean);
}

function isBelowInModel(value: Value | undefined, limit: number): boolean {
  return value === undefined || (typeof value === "number" && value < limit);
}

const scalar = fc.constantFrom<string | number | boolean>("", "x", "🎉", 0, 1, 29.33, true, false);
const value: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.constantFrom<Value>(null, [], {}, [1, { a: null }], { b: ["y"] }),
);

/** Conditions that hold about as often as not. */
const condition: fc.Arbitrary<Condition | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.constant<Condition>({ absent: true }),
  fc.record({ equals: fc.dictionary(fc.constantFrom("a", "b"), scalar, { maxKeys: 1 }) }),
  fc.record({ lacks: fc.subarray(["a", "b", "n"], { maxLength: 2 }) }),
  fc.record({ equals: fc.record({ a: scalar }), lacks: fc.subarray(["b", "c"]) }),
  fc.record({ below: fc.record({ n: fc.integer({ min: -9, max: 9 }), a: fc.constant(1) }, { requiredKeys: ["n"] }) }),
);

/** Actions on the given sort keys of one partition. `n` is a number wherever it is. */
export function actionsOn(pk: string, sortKeys: readonly string[]): fc.Arbitrary<Write | Check> {
  const key: fc.Arbitrary<Key> = fc.constantFrom(...sortKeys).map((sk) => ({ pk, sk }));
  const put = fc.record({ a: value, b: value, c: value, n: fc.integer({ min: -9, max: 9 }) }, { requiredKeys: [] });
  const update = fc.record(
    {
      set: fc.record({ a: value, b: value }, { requiredKeys: [] }),
      setOnce: fc.record({ c: value }, { requiredKeys: [] }),
      add: fc.record({ n: fc.integer({ min: -9, max: 9 }) }, { requiredKeys: [] }),
      remove: fc.subarray(["d", "e"]),
    },
    { requiredKeys: [] },
  );
  const removal = fc.record({ remove: fc.subarray(["a", "b", "c", "n"]) });
  return fc
    .oneof(
      fc.tuple(key, put).map(([key, attributes]): Write => ({ put: { ...key, ...attributes } })),
      fc.tuple(key, fc.oneof(update, removal)).map(([key, change]): Write => ({ update: key, ...change })),
      key.map((key): Write => ({ delete: key })),
      key.map((key): Check => ({ check: key, if: {} })),
    )
    .chain((action) => condition.map((wanted) => (wanted === undefined ? action : { ...action, if: wanted })));
}
