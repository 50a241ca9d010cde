import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainCopy } from "../../../lib/local/states/plain.ts";

const throughJson = (value: unknown) => {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
};

describe("a plain copy", () => {
  it("is what JSON leaves of any value", () => {
    const anything = fc.anything({
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withBoxedValues: true,
      withObjectString: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(plainCopy(value)).toStrictEqual(throughJson(value));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ["a getter", Object.defineProperty({}, "time", { get: () => 5, enumerable: true })],
    ["a prototype as a member", JSON.parse('{"a": {"__proto__": {"b": 1}}}')],
    ["minus zero", [-0, Number.NaN, Number.POSITIVE_INFINITY]],
    ["a list with nothing and a function in it", [1, undefined, () => 1]],
    ["something that writes itself", { at: { toJSON: () => "now" } }],
    ["deep nesting", JSON.parse("[".repeat(300) + "]".repeat(300))],
  ])("of %s too", (_, value) => {
    expect(plainCopy(value)).toStrictEqual(throughJson(value));
  });

  it("refuses what JSON refuses", () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    expect(() => plainCopy(ring)).toThrow(TypeError);
    expect(() => plainCopy({ big: 1n })).toThrow(TypeError);
  });

  it("shares nothing with its source", () => {
    const source = { list: [{ n: 1 }] };
    const copy = plainCopy(source);
    source.list[0] = { n: 2 };
    expect(copy).toEqual({ list: [{ n: 1 }] });
  });
});
