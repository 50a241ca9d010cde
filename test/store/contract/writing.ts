import { expect, test } from "vitest";
import {
  type Condition,
  ConditionFailed,
  type Item,
  type Key,
  type Table,
  type Write,
} from "../../../lib/store/table.ts";
import { freshKey } from "./fresh.ts";

const there = { color: "red", size: 3, sold: false, note: null };

/** Each with whether it holds on the item above, and on no item. */
const conditions: [string, Condition, boolean, boolean][] = [
  ["no parts", {}, true, true],
  ["absent", { absent: true }, false, true],
  ["equals a string", { equals: { color: "red" } }, true, false],
  ["equals another string", { equals: { color: "blue" } }, false, false],
  ["equals a number", { equals: { size: 3 } }, true, false],
  ["equals the number as a string", { equals: { size: "3" } }, false, false],
  ["equals false", { equals: { sold: false } }, true, false],
  ["equals a missing attribute", { equals: { weight: 1 } }, false, false],
  ["equals on null", { equals: { note: "null" } }, false, false],
  ["equals all of several", { equals: { color: "red", size: 3 } }, true, false],
  ["equals only one of several", { equals: { color: "red", size: 4 } }, false, false],
  ["equals nothing, which asks for the item", { equals: {} }, true, false],
  ["lacks a missing attribute", { lacks: ["weight"] }, true, true],
  ["lacks an attribute that is there", { lacks: ["weight", "color"] }, false, true],
  ["lacks an attribute that is null", { lacks: ["note"] }, false, true],
  ["lacks nothing", { lacks: [] }, true, true],
  ["absent and lacks", { absent: true, lacks: ["weight"] }, false, true],
  ["absent and equals", { absent: true, equals: { color: "red" } }, false, false],
  ["equals and lacks", { equals: { color: "red" }, lacks: ["weight"] }, true, false],
  ["equals and lacks, one of them wrong", { equals: { color: "red" }, lacks: ["size"] }, false, false],
  ["below, and it is", { below: { size: 4 } }, true, true],
  ["below, and it is as much", { below: { size: 3 } }, false, true],
  ["below, and it is more", { below: { size: 2.5 } }, false, true],
  ["below on a missing attribute", { below: { weight: 0 } }, true, true],
  ["below for all of several", { below: { size: 3.5, weight: -1 } }, true, true],
  ["below for only one of several", { below: { size: 4, color: 1 } }, false, true],
  ["below on a text", { below: { color: 1e100 } }, false, true],
  ["below on false", { below: { sold: 1 } }, false, true],
  ["below on null", { below: { note: 1 } }, false, true],
  ["below for nothing", { below: {} }, true, true],
  ["absent and below", { absent: true, below: { size: 4 } }, false, true],
  ["equals and below", { equals: { color: "red" }, below: { size: 4 } }, true, false],
  ["equals, wrongly, and below", { equals: { color: "blue" }, below: { size: 4 } }, false, false],
  ["lacks and below", { lacks: ["weight"], below: { size: 4 } }, true, true],
  ["lacks and not below", { lacks: ["weight"], below: { size: 3 } }, false, true],
  // Words that DynamoDB reserves, and characters its expressions give a meaning to.
  ["reserved and odd names", { lacks: ["name", "status", "a.b", "#c", ":d", "e f", "constructor"] }, true, true],
  ["below for reserved and odd names", { below: { name: 1, "a.b": 1, "#c": 1, constructor: 1 } }, true, true],
];

const kinds: [string, (key: Key) => Write, (key: Key, before?: Item) => Item | undefined][] = [
  ["put", (key) => ({ put: { ...key, put: true } }), (key) => ({ ...key, put: true })],
  ["update", (key) => ({ update: key, set: { set: 1 } }), (key, before) => ({ ...key, ...before, set: 1 })],
  ["delete", (key) => ({ delete: key }), () => undefined],
];

export function writing(table: () => Table): void {
  for (const [kind, actionOn, outcome] of kinds) {
    for (const [name, condition, ifThere, ifMissing] of conditions) {
      test.each([
        ["an item", true, ifThere],
        ["no item", false, ifMissing],
      ])(`${kind} if ${name}, on %s`, async (_, exists, allowed) => {
        const key = freshKey();
        const before = exists ? { ...key, ...there } : undefined;
        if (before !== undefined) await table().write({ put: before });
        const answer = table().write({ ...actionOn(key), if: condition });
        if (allowed) {
          expect(await answer).toEqual(outcome(key, before));
          expect(await table().get(key)).toEqual(outcome(key, before));
        } else {
          const error = await answer.then(
            () => undefined,
            (error: unknown) => error,
          );
          expect(error).toBeInstanceOf(ConditionFailed);
          expect(error).toHaveProperty("existing", before);
          expect(await table().get(key)).toEqual(before);
        }
      });
    }
    test(`${kind} without a condition, on an item and on none`, async () => {
      const key = freshKey();
      expect(await table().write(actionOn(key))).toEqual(outcome(key));
      await table().write({ put: { ...key, ...there } });
      expect(await table().write(actionOn(key))).toEqual(outcome(key, { ...key, ...there }));
      expect(await table().get(key)).toEqual(outcome(key, { ...key, ...there }));
    });
  }

  test("a put replaces the whole item and leaves out what is undefined", async () => {
    const key = freshKey();
    await table().write({ put: { ...key, a: 1, b: 2 } });
    await table().write({ put: { ...key, b: 3, c: undefined } });
    expect(await table().get(key)).toStrictEqual({ ...key, b: 3 });
  });

  test.each([
    ["NaN", Number.NaN],
    ["Infinity", Number.NEGATIVE_INFINITY],
    ["a number too large", 1e126],
    ["a number too small", 1e-131],
    ["a bigint", 1n],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a function", () => 1],
    ["undefined in a map", { a: undefined }],
    ["undefined in a list", [1, undefined]],
    ["a hole in a list", new Array(1)],
    ["NaN deep inside", { a: [{ b: Number.NaN }] }],
    ["a map with an empty name", { a: { "": 1 } }],
    ["a name JavaScript reserves", JSON.parse('{"__proto__": 1}')],
  ])("refuses %s as a value, and says where", async (_, value) => {
    const key = freshKey();
    await expect(table().write({ put: { ...key, bad: value as never } })).rejects.toThrow(/(bad|__proto__).*"/);
    await expect(table().write({ put: { ...key, bad: value as never } })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, set: { bad: value as never } })).rejects.toThrow(TypeError);
    await expect(table().write({ update: key, setOnce: { bad: value as never } })).rejects.toThrow(TypeError);
    expect(await table().get(key)).toBeUndefined();
  });

  test("refuses a value that contains itself", async () => {
    const loop: Record<string, unknown> = {};
    loop.again = loop;
    await expect(table().write({ put: { ...freshKey(), loop: loop as never } })).rejects.toThrow("deep");
  });

  test("refuses to compare with what is no string, number or boolean", async () => {
    for (const value of [null, undefined, Number.NaN, []]) {
      await expect(table().write({ delete: freshKey(), if: { equals: { a: value as never } } })).rejects.toThrow(
        TypeError,
      );
    }
  });

  test("refuses to be below what is no number", async () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY, "5", true]) {
      const write = table().write({ delete: freshKey(), if: { below: { a: value as never } } });
      await expect(write).rejects.toThrow(TypeError);
    }
  });

  test("keeps an item of nearly 400 KB and refuses a larger one, however it grows", async () => {
    const key = freshKey();
    const most = 400 * 1024 - 200;
    await table().write({ put: { ...key, text: "x".repeat(most) } });
    expect(await table().get(key)).toHaveProperty("text.length", most);
    await expect(table().write({ update: key, set: { more: "x".repeat(300) } })).rejects.toThrow(RangeError);
    await expect(table().write({ put: { ...key, text: "é".repeat(most / 2 + 200) } })).rejects.toThrow(RangeError);
    expect(await table().get(key)).not.toHaveProperty("more");
  });

  test("keeps `expires`, and an item may be read after it", async () => {
    const lasting = { ...freshKey(), expires: 4_000_000_000, a: 1 };
    await table().write({ put: lasting });
    expect(await table().get(lasting)).toEqual(lasting);
    await table().write({ update: lasting, remove: ["expires"] });
    expect(await table().get(lasting)).not.toHaveProperty("expires");

    const gone = { ...freshKey(), expires: 1_000_000_000 };
    await table().write({ put: gone });
    expect([gone, undefined]).toContainEqual(await table().get(gone));
  });

  test("refuses an `expires` that is not in whole seconds", async () => {
    await expect(table().write({ put: { ...freshKey(), expires: 1.5 } })).rejects.toThrow(TypeError);
    await expect(table().write({ update: freshKey(), set: { expires: "soon" } })).rejects.toThrow(TypeError);
  });
}
