import type { z } from "zod";
import { conditionSchema, PATH, testSchema } from "../conditions.ts";
import { type Explain, unknownKey } from "./explain.ts";
import type { Finding, Path } from "./finding.ts";
import { json } from "./json.ts";
import { FACT_PATHS } from "./known-facts.ts";
import { listed, suggest } from "./suggest.ts";
import { wrongKind } from "./words.ts";

const shapeOf = (schema: unknown) => (schema as z.core.$ZodObject)._zod.def.shape;
const conditionShape = () => shapeOf((conditionSchema as unknown as z.core.$ZodLazy)._zod.def.getter());
const TESTS = Object.keys(shapeOf((testSchema as z.core.$ZodUnion)._zod.def.options[1]));
const EXAMPLE = { "customer.orders": { atLeast: 5 } };

export function explainCondition(value: unknown, path: Path, explain: Explain): Finding[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    const found = wrongKind({ schema: conditionSchema, value, path, example: EXAMPLE, quote: true });
    return [
      Array.isArray(value) ? { ...found, fix: 'put the list under a key: { "all": [ ] } or { "any": [ ] }' } : found,
    ];
  }
  const shape = conditionShape();
  return Object.entries(value).flatMap(([key, entry]) => {
    if (Object.hasOwn(shape, key)) return explain(shape[key] as z.core.$ZodType, entry, [...path, key]);
    if (PATH.test(key)) return explain(testSchema, entry, [...path, key]);
    return unknownPart(key, entry, path, Object.keys(shape), explain);
  });
}

function unknownPart(key: string, entry: unknown, path: Path, words: string[], explain: Explain): Finding[] {
  const what = `unknown key "${key}" in a condition`;
  const at = [...path, key];
  if (TESTS.includes(key)) {
    const example = json({ "customer.orders": { [key]: entry } });
    return [{ path, at, what: `"${key}" tests a fact, and none is named`, fix: `name it: ${example}` }];
  }
  const meant = meantPath(key) ?? suggest(key, [...words, ...FACT_PATHS]);
  if (meant !== undefined) {
    const schema = words.includes(meant) ? conditionShape()[meant] : testSchema;
    return [{ path, at, what, fix: `did you mean "${meant}"?` }, ...explain(schema as z.core.$ZodType, entry, at)];
  }
  return [{ path, at, what, fix: `begin a fact with customer., order. or event., or use ${listed(words)}` }];
}

/** `custmer.orders` begins with a misspelled word; `total` lacks its beginning. */
function meantPath(key: string): string | undefined {
  const [first = "", ...rest] = key.split(".");
  if (rest.length === 0 || rest[0] === "") return FACT_PATHS.find((path) => path.endsWith(`.${first}`));
  const whole = suggest(first, ["customer", "order", "event"]);
  return whole === undefined ? FACT_PATHS.find((path) => path.endsWith(`.${key}`)) : [whole, ...rest].join(".");
}

const EQUALS = ["equals", "equal", "is", "eq", "=", "==", "==="];

/** The test of one fact. */
export function explainTest(value: unknown, path: Path, explain: Explain): Finding[] {
  if (Array.isArray(value)) {
    const shown = json(value);
    const fix = shown.length < 80 ? `write { "in": ${shown} }` : 'write { "in": [ ] }';
    return [{ path, what: "a list alone is no test", fix: `to allow any of its values, ${fix}` }];
  }
  const [scalar, object] = (testSchema as z.core.$ZodUnion)._zod.def.options;
  if (value === null || typeof value !== "object") {
    const found = wrongKind({ schema: testSchema, value, path, example: undefined, quote: true });
    return value === null
      ? [{ ...found, fix: 'for an unknown fact, write { "exists": false }' }]
      : explain(scalar as z.core.$ZodType, value, path);
  }
  const entries = Object.entries(value);
  const equal = entries.find(([key]) => EQUALS.includes(key));
  if (equal === undefined) return explain(object as z.core.$ZodType, value, path);
  const [key, wanted] = equal;
  const fact = String(path.at(-1));
  const fix = `write the value alone: "${fact}": ${json(wanted)}`;
  return [{ ...unknownKey(key, path, [], TESTS), fix }];
}
