import * as z from "zod";
import type { Finding, Path } from "./finding.ts";
import { json } from "./json.ts";
import { kindOfValue, kindsOf } from "./kinds.ts";
import { didYouMean, listed, suggest } from "./suggest.ts";
import { fromIssue, type Refused, wrongKind } from "./words.ts";

/** Says why a schema refuses a value: nothing when it does not. `example` is a good value for the place. */
export type Explain = (schema: z.core.$ZodType, value: unknown, path: Path, example?: unknown) => Finding[];

/** Explains one schema better than the general rules can. It is asked only about values that the schema refuses. */
export type Special = (value: unknown, path: Path, explain: Explain) => Finding[];

export interface ExplainOptions {
  /** Whether values may be shown: events carry personal data, files do not. */
  quote: boolean;
  special?: ReadonlyMap<z.core.$ZodType, Special>;
}

/**
 * Makes an explainer. zod alone decides what is accepted; this walks the refused parts of a value beside its schema,
 * because zod's own messages speak to programmers, and about every option of a union at once.
 */
export function explainer({ quote, special }: ExplainOptions): Explain {
  const explain: Explain = (schema, value, path, outer) => {
    const result = z.safeParse(schema, value);
    if (result.success) return [];
    const example = outer ?? examplesOf(schema)?.[0];
    const chosen = special?.get(schema);
    if (chosen !== undefined) return chosen(value, path, explain);
    const { def } = (schema as z.core.$ZodTypes)._zod;
    if (def.type === "optional") {
      const found = explain(def.innerType, value, path, example);
      return value === null ? found.map((each) => ({ ...each, fix: `${each.fix}, or leave it out` })) : found;
    }
    if (def.type === "lazy") return explain(def.getter(), value, path, example);
    const refused: Refused = { schema, value, path, example, quote };
    if (!kindsOf(schema).includes(kindOfValue(value))) return [wrongKind(refused)];
    const inside = parts(schema as z.core.$ZodTypes, refused, explain);
    return inside.length > 0 ? inside : result.error.issues.map((issue) => fromIssue(issue, refused));
  };
  return explain;
}

function parts(schema: z.core.$ZodTypes, refused: Refused, explain: Explain): Finding[] {
  const { def } = schema._zod;
  const { value, path } = refused;
  switch (def.type) {
    case "nullable":
      return explain(def.innerType, value, path, refused.example);
    case "array":
      return (value as unknown[]).flatMap((entry, index) =>
        explain(def.element, entry, [...path, index], Array.isArray(refused.example) ? refused.example[0] : undefined),
      );
    case "object":
      return ofObject(def.shape, refused, explain);
    case "record":
      return Object.entries(value as object).flatMap(([key, entry]) => {
        const badKey = explain(def.keyType, key, refused.quote ? [...path, key] : path);
        // A key that is no name can be personal data, too: without leave to quote, the path ends before it.
        return [
          ...badKey,
          ...explain(def.valueType, entry, refused.quote || badKey.length === 0 ? [...path, key] : path),
        ];
      });
    case "union":
      return ofUnion(def.options, refused, explain);
    default:
      return [];
  }
}

function ofObject(shape: z.core.$ZodShape, refused: Refused, explain: Explain): Finding[] {
  const { path, quote } = refused;
  const value = refused.value as Record<string, unknown>;
  const allowed = Object.keys(shape);
  const free = allowed.filter((key) => value[key] === undefined);
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  const meant = new Map(unknown.map((key) => [key, suggest(key, free)]));
  const intended = [...meant.values()];
  return [
    ...allowed
      .filter((key) => value[key] !== undefined)
      .flatMap((key) => explain(shape[key] as z.core.$ZodType, value[key], [...path, key])),
    ...unknown.flatMap((key) => {
      const instead = meant.get(key);
      const found = unknownKey(key, path, free, allowed, quote);
      // What stands under a misspelled key is looked at as if it were spelled right, so that all is said at once.
      return instead === undefined
        ? [found]
        : [found, ...explain(shape[instead] as z.core.$ZodType, value[key], [...path, key])];
    }),
    ...free
      .filter((key) => !intended.includes(key))
      .flatMap((key) => missing(key, shape[key] as z.core.$ZodType, path)),
  ];
}

/** `unknown key "sned"; did you mean "send"?` */
export function unknownKey(
  key: string,
  path: Path,
  free: readonly string[],
  allowed: readonly string[],
  quote = true,
): Finding {
  const what = quote || /^\w{1,40}$/.test(key) ? `unknown key "${key}"` : "an unknown key";
  const otherwise = `remove it, or use one of ${listed(
    allowed.filter((name) => name !== "$schema"),
    "and",
  )}`;
  return { path, at: [...path, key], what, fix: didYouMean(key, free, otherwise) };
}

function missing(key: string, schema: z.core.$ZodType, path: Path): Finding[] {
  if (z.safeParse(schema, undefined).success) return [];
  const example = examplesOf(schema)?.[0];
  const such = example === undefined ? "" : `, such as "${key}": ${json(example)}`;
  return [{ path, what: `"${key}" is missing`, fix: `add it${such}` }];
}

/** Of the options that take this kind of value, the one that finds least to say. A union's own message comes first. */
function ofUnion(options: readonly z.core.$ZodType[], refused: Refused, explain: Explain): Finding[] {
  const { value, path } = refused;
  const kind = kindOfValue(value);
  const { discriminator } = (refused.schema as z.core.$ZodDiscriminatedUnion)._zod.def;
  if (discriminator !== undefined) return ofKinds(discriminator, options, refused, explain);
  const fitting = options.filter((option) => kindsOf(option).includes(kind));
  const ownMessage = (refused.schema as z.core.$ZodUnion)._zod.def.error !== undefined;
  if (ownMessage && kind !== "an object") return [];
  return fitting.map((option) => explain(option, value, path)).sort((a, b) => a.length - b.length)[0] ?? [];
}

/** One key says which option is meant, and only that one speaks. */
function ofKinds(key: string, options: readonly z.core.$ZodType[], refused: Refused, explain: Explain): Finding[] {
  const { path, quote } = refused;
  const value = refused.value as Record<string, unknown>;
  const keySchema = (option: z.core.$ZodType) => (option as z.core.$ZodObject)._zod.def.shape[key] as z.core.$ZodType;
  const chosen = options.find((option) => z.safeParse(keySchema(option), value[key]).success);
  if (chosen !== undefined) return explain(chosen, value, path);
  const kinds = options.flatMap((option) => (keySchema(option) as z.core.$ZodLiteral)._zod.def.values);
  if (value[key] === undefined) return [{ path, what: `"${key}" is missing`, fix: `add it: ${listed(kinds)}` }];
  const said = quote ? `${key} cannot be ${json(value[key])}` : `${key} has an unknown value`;
  const fix = didYouMean(String(value[key]), kinds.map(String), `write ${listed(kinds)}`);
  return [{ path: [...path, key], what: said, fix }];
}

function examplesOf(schema: z.core.$ZodType): unknown[] | undefined {
  return z.globalRegistry.get(schema)?.examples as unknown[] | undefined;
}
