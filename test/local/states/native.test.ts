import fc from "fast-check";
import jsonata from "jsonata";
import { describe, expect, it } from "vitest";
import { compileNative, LEFT_TO_JSONATA } from "../../../lib/local/states/language/native.ts";
import type { Scope } from "../../../lib/local/states/language/scope.ts";

const names = ["a", "b", "s-1", "two words", "length", "constructor", "toString", "__proto__", "0"];
const name = fc.constantFrom(...names);
const scalar = fc.oneof(
  fc.constantFrom("", "a", "b", "10"),
  fc.integer({ min: -3, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, tie("list"), tie("object"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(name, tie("value"), { maxKeys: 4 }),
}));
const path = fc
  .tuple(
    fc.constantFrom("$states.input", "$states.context.Execution.Input", "$v", "$missing"),
    fc.array(name, { maxLength: 3 }),
  )
  .map(([root, keys]) => [root, ...keys.map((key) => `\`${key}\``)].join("."));
const literal = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(String),
  fc.constantFrom('"a"', "'b'", "true", "false", "null", "'10'", "1.5"),
);
const operator = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
const comparison = fc.tuple(path, operator, literal).map((parts) => parts.join(" "));

function scopeWith(input: unknown): Scope {
  const states = { input, context: { Execution: { Input: input } } } as unknown as Scope["states"];
  return { states, variables: { v: input } as Scope["variables"] };
}

async function withJsonata(source: string, { states, variables }: Scope): Promise<{ value: unknown } | "refused"> {
  try {
    const result = await jsonata(source).evaluate(undefined, { ...variables, states });
    return { value: result === undefined ? undefined : JSON.parse(JSON.stringify(result)) };
  } catch {
    return "refused";
  }
}

describe("a native expression", () => {
  for (const [kind, expressions] of Object.entries({ path, comparison })) {
    it(`answers what JSONata answers, or leaves it to JSONata (${kind})`, async () => {
      let answered = 0;
      await fc.assert(
        fc.asyncProperty(expressions, value, async (source, input) => {
          const scope = scopeWith(input);
          const native = compileNative(jsonata(source).ast());
          if (native === undefined) throw new Error(`${source} is not native`);
          const result = native(scope);
          if (result === LEFT_TO_JSONATA) return;
          answered += 1;
          expect(await withJsonata(source, scope)).toEqual({ value: result });
        }),
        { numRuns: 3000 },
      );
      expect(answered).toBeGreaterThan(200);
    });
  }

  it("does not take a function of JSONata for a missing variable", () => {
    expect(compileNative(jsonata("$sum != 1").ast())?.(scopeWith({}))).toBe(LEFT_TO_JSONATA);
  });

  it("takes numbers, strings and missing paths itself", () => {
    const scope = scopeWith({ answers: { "s-1": 2 }, name: "x" });
    const answer = (source: string) => compileNative(jsonata(source).ast())?.(scope);
    expect(answer("$states.context.Execution.Input.answers.`s-1` = 2")).toBe(true);
    expect(answer("$states.input.answers.`s-1` < 2")).toBe(false);
    expect(answer("$states.input.name >= 'x'")).toBe(true);
    expect(answer("$states.input.nothing.here != 3")).toBe(false);
    expect(answer("$states.input.nothing.here")).toBeUndefined();
  });

  it.each([
    "$states.input[0]",
    "$states.input.a[]",
    "$states.input.a.*",
    "$sum($states.input)",
    "1 = $v",
    "$v = $v",
    "a.b",
    "$.a",
    "$$.a",
    "$v.a#$i.b",
    "$v^(a)",
  ])("is not made of %s", (source) => {
    expect(compileNative(jsonata(source).ast())).toBeUndefined();
  });
});
