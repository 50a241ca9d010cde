import { expect, test } from "vitest";
import type { Table, Value } from "../../../lib/store/table.ts";
import { freshKey, freshPartition } from "./fresh.ts";

const values: Record<string, Value> = {
  "an empty string": "",
  "text beyond the basic plane": "ลูกค้า 🎉 \u0000 \uffff",
  null: null,
  booleans: [true, false],
  "an empty list": [],
  "an empty map": {},
  "nested JSON": { a: [1, { b: [null, "x", { c: false }] }], "d.e": { "#f": "g" } },
  "the largest exact integer": Number.MAX_SAFE_INTEGER,
  "2 to the 53rd": 2 ** 53,
  "the least exact integer": Number.MIN_SAFE_INTEGER,
  "an amount": 29.33,
  "a binary fraction": 0.1 + 0.2,
  "a small number": 1.5e-100,
  "a large number": 9.5e125,
};

export function reading(table: () => Table): void {
  test("answers undefined for an item that is not there", async () => {
    expect(await table().get(freshKey())).toBeUndefined();
  });

  test.each(Object.entries(values))("gives back %s as it was written", async (_, value) => {
    const item = { ...freshKey(), value };
    expect(await table().write({ put: item })).toEqual(item);
    expect(await table().get(item)).toStrictEqual(item);
    await table().write({ update: item, set: { other: value } });
    expect(await table().get(item)).toStrictEqual({ ...item, other: value });
  });

  test("finds an item under its own two keys only", async () => {
    const [one, other] = [freshKey("a"), freshKey("b")];
    await table().write({ put: { ...one, n: 1 } });
    await table().write({ put: { ...other, n: 2 } });
    expect(await table().get({ pk: one.pk, sk: "b" })).toBeUndefined();
    expect(await table().get({ pk: other.pk, sk: "a" })).toBeUndefined();
  });

  test("hands out copies or frozen items, so that nobody can change what is stored", async () => {
    const key = freshKey();
    const given = { ...key, list: [{ n: 1 }] };
    const written = await table().write({ put: given });
    const read = await table().get(key);
    given.list.push({ n: 2 });
    for (const list of [written?.list, read?.list]) {
      try {
        (list as Value[]).push("more");
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
      }
    }
    expect(await table().get(key)).toEqual({ ...key, list: [{ n: 1 }] });
  });

  test("answers many keys in their order, with gaps where there is nothing", async () => {
    const pk = freshPartition();
    for (const sk of ["a", "b", "c"]) await table().write({ put: { pk, sk, is: sk } });
    const answers = await table().getMany(["c", "none", "a", "b"].map((sk) => ({ pk, sk })));
    expect(answers).toEqual([{ pk, sk: "c", is: "c" }, undefined, { pk, sk: "a", is: "a" }, { pk, sk: "b", is: "b" }]);
    expect(await table().getMany([])).toEqual([]);
  });

  test("reads 100 keys at once, across partitions, and refuses 101", async () => {
    const keys = Array.from({ length: 101 }, (_, n) => freshKey(`item#${n}`));
    await Promise.all(keys.map((key) => table().write({ put: key })));
    expect(await table().getMany(keys.slice(0, 100))).toEqual(keys.slice(0, 100));
    await expect(table().getMany(keys)).rejects.toThrow(TypeError);
  });

  test("refuses a key given twice, and keys that are empty or too long", async () => {
    const key = freshKey();
    await expect(table().getMany([key, { ...key }])).rejects.toThrow(TypeError);
    await expect(table().get({ pk: "", sk: "a" })).rejects.toThrow(TypeError);
    await expect(table().get({ pk: "a", sk: "" })).rejects.toThrow(TypeError);
    await expect(table().write({ delete: { pk: "a", sk: "" } })).rejects.toThrow(TypeError);
    await expect(table().get({ pk: "a", sk: "é".repeat(513) })).rejects.toThrow("1026 bytes");
    expect(await table().get({ ...key, sk: "é".repeat(512) })).toBeUndefined();
  });
}
