import { expect, test } from "vitest";
import { ConditionFailed, type Table } from "../../../lib/store/table.ts";
import { freshKey } from "./fresh.ts";

export function updating(table: () => Table): void {
  test("creates an item that is not there, even with no change", async () => {
    const [full, bare] = [freshKey(), freshKey()];
    const answer = await table().write({
      update: full,
      set: { a: 1 },
      setOnce: { b: 2 },
      add: { c: 3 },
      remove: ["d"],
    });
    expect(answer).toEqual({ ...full, a: 1, b: 2, c: 3 });
    expect(await table().get(full)).toEqual(answer);
    expect(await table().write({ update: bare })).toEqual(bare);
    expect(await table().get(bare)).toEqual(bare);
  });

  test("changes only what it names", async () => {
    const key = freshKey();
    await table().write({ put: { ...key, a: 1, b: { deep: [1] }, c: "x", d: 4, expires: 4_000_000_000 } });
    const answer = await table().write({
      update: key,
      set: { a: { now: "a map" } },
      add: { d: 1 },
      remove: ["c", "none"],
    });
    expect(answer).toEqual({ ...key, a: { now: "a map" }, b: { deep: [1] }, d: 5, expires: 4_000_000_000 });
    expect(await table().get(key)).toEqual(answer);
  });

  test("takes empty parts as no change", async () => {
    const key = freshKey();
    await table().write({ put: { ...key, a: 1 } });
    expect(await table().write({ update: key, set: {}, setOnce: {}, add: {}, remove: [] })).toEqual({ ...key, a: 1 });
  });

  test("setOnce keeps what is there, be it null or false", async () => {
    const key = freshKey();
    await table().write({ update: key, setOnce: { first: 1, nothing: null, no: false } });
    const answer = await table().write({ update: key, setOnce: { first: 2, nothing: 2, no: 2, second: 2 } });
    expect(answer).toEqual({ ...key, first: 1, nothing: null, no: false, second: 2 });
  });

  test("adds to a number, up and down, and counts a missing one as 0", async () => {
    const key = freshKey();
    for (const n of [5, -7, 0.25]) await table().write({ update: key, add: { n, total: n * 4 } });
    expect(await table().get(key)).toEqual({ ...key, n: -1.75, total: -7 });
  });

  test("adds decimal amounts without drift", async () => {
    const key = freshKey();
    for (let n = 0; n < 10; n++) await table().write({ update: key, add: { tenth: 0.1, price: 29.33, off: -0.7 } });
    expect(await table().get(key)).toEqual({ ...key, tenth: 1, price: 293.3, off: -7 });
  });

  test("adds to large whole numbers exactly", async () => {
    const key = freshKey();
    await table().write({ put: { ...key, n: Number.MAX_SAFE_INTEGER - 1 } });
    expect(await table().write({ update: key, add: { n: 1 } })).toEqual({ ...key, n: Number.MAX_SAFE_INTEGER });
  });

  test.each([
    ["text", "1"],
    ["null", null],
    ["a list", [1]],
  ])("refuses to add to %s", async (_, value) => {
    const key = freshKey();
    await table().write({ put: { ...key, value } });
    const error = await table()
      .write({ update: key, add: { value: 1 } })
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(ConditionFailed);
    expect(await table().get(key)).toEqual({ ...key, value });
  });

  test("refuses undefined, NaN, and text as an amount", async () => {
    const key = freshKey();
    await expect(table().write({ update: key, set: { a: undefined as never } })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, add: { a: Number.NaN } })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, add: { a: "1" as never } })).rejects.toThrow(TypeError);
    expect(await table().get(key)).toBeUndefined();
  });

  test("refuses to change the key, an attribute twice, or one without a name", async () => {
    const key = freshKey();
    await expect(table().write({ update: key, set: { pk: "other" } })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, remove: ["sk"] })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, set: { a: 1 }, add: { a: 1 } })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, setOnce: { a: 1 }, remove: ["a"] })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, set: { "": 1 } })).rejects.toThrow(TypeError);
    expect(await table().get(key)).toBeUndefined();
  });

  test("takes names that DynamoDB reserves or gives a meaning to", async () => {
    const key = freshKey();
    const odd = { name: 1, status: 2, "a.b": 3, "#c": 4, ":d": 5, "e f": 6, "g[0]": 7, size: 8, ชื่อ: 9 };
    await table().write({ update: key, set: odd });
    const answer = await table().write({ update: key, add: odd, if: { equals: odd } });
    const doubled = Object.fromEntries(Object.entries(odd).map(([name, value]) => [name, value * 2]));
    expect(answer).toEqual({ ...key, ...doubled });
    expect(await table().write({ update: key, remove: Object.keys(odd) })).toEqual(key);
  });
}
