import { describe, expect, test } from "vitest";
import type { Item, Table } from "../../../lib/store/table.ts";
import { freshPartition } from "./fresh.ts";

/** In the order of their UTF-8 bytes. Characters beyond the basic plane come last, although their UTF-16 units do not. */
const ordered = [
  "\u0001",
  "#",
  "#a",
  "0",
  "10",
  "9",
  "Z",
  "a",
  "a#",
  "a#1",
  "a#\uffff",
  "a#\u{10ffff}",
  "a#\u{10ffff}z",
  "a$",
  "aa",
  "a~",
  "aก",
  "b",
  "~",
  "~~",
  "é",
  "ก",
  "กข",
  "\ud7ff",
  "\ud7ffa",
  "\ue000",
  "\uffff",
  "\uffffa",
  "🎉",
  "🎉🎉",
  "\u{10ffff}",
  "\u{10ffff}\u{10ffff}",
];
const prefixes = ["", ...ordered, "a#1\u0001", "x", "🎊", "\u{10ffff}\u{10ffff}\u{10ffff}"];

export function querying(table: () => Table): void {
  async function fill(sortKeys: readonly string[]): Promise<string> {
    const pk = freshPartition();
    const shuffled = sortKeys.toSorted((a, b) => hash(a) - hash(b));
    await Promise.all(shuffled.map((sk) => table().write({ put: { pk, sk, is: sk } })));
    return pk;
  }
  /** All pages, followed to the end. */
  async function pages(pk: string, options: { prefix: string; limit?: number; reverse?: boolean }): Promise<Item[][]> {
    const found: Item[][] = [];
    let after: string | undefined;
    do {
      const page = await table().query(pk, after === undefined ? options : { ...options, after });
      found.push(page.items);
      after = page.next;
    } while (after !== undefined);
    return found;
  }
  const sortKeys = (found: Item[][]) => found.flat().map((item) => item.sk);

  test("answers an empty page when there is nothing", async () => {
    expect(sortKeys(await pages(freshPartition(), { prefix: "" }))).toEqual([]);
    expect(sortKeys(await pages(await fill(["a", "c"]), { prefix: "b" }))).toEqual([]);
  });

  test("answers whole items, of this partition only", async () => {
    const [pk] = [await fill(["a#1", "a#2", "b"]), await fill(["a#1", "a#3"])];
    const page = await table().query(pk, { prefix: "a#" });
    expect(page).toStrictEqual({
      items: [
        { pk, sk: "a#1", is: "a#1" },
        { pk, sk: "a#2", is: "a#2" },
      ],
    });
  });

  describe.each([false, true])("reverse: %s", (reverse) => {
    const inOrder = (keys: string[]) => (reverse ? keys.toReversed() : keys);

    test("finds the keys with a prefix, whatever its characters, in the order of their bytes", async () => {
      const pk = await fill(ordered);
      for (const prefix of prefixes) {
        const expected = inOrder(ordered.filter((sk) => sk.startsWith(prefix)));
        expect(sortKeys(await pages(pk, { prefix, reverse })), JSON.stringify(prefix)).toEqual(expected);
      }
    });

    test.each([1, 2, 5, 31, 32, 33])("pages of %i lose and repeat nothing", async (limit) => {
      const pk = await fill(ordered);
      const found = await pages(pk, { prefix: "", limit, reverse });
      expect(sortKeys(found)).toEqual(inOrder(ordered));
      expect(Math.max(...found.map((page) => page.length))).toBeLessThanOrEqual(limit);
      expect(sortKeys(await pages(pk, { prefix: "a", limit, reverse }))).toEqual(
        inOrder(ordered.filter((sk) => sk.startsWith("a"))),
      );
    });

    test("goes on behind its cursor although the items around it changed", async () => {
      const pk = await fill(["k1", "k3", "k5", "k7"]);
      const page = await table().query(pk, { prefix: "k", limit: 2, reverse });
      const last = page.items.at(-1)?.sk ?? "";
      await table().write({ delete: { pk, sk: last } });
      for (const sk of ["k2", "k4", "k6"]) await table().write({ put: { pk, sk } });
      const rest = await table().query(pk, { prefix: "k", reverse, ...(page.next && { after: page.next }) });
      expect(rest.items.map((item) => item.sk)).toEqual(reverse ? ["k4", "k3", "k2", "k1"] : ["k4", "k5", "k6", "k7"]);
    });
  });

  test("without a limit, a long partition comes in pages too", async () => {
    const pk = freshPartition();
    const keys = Array.from({ length: 1_250 }, (_, n) => `n#${String(n).padStart(5, "0")}`);
    for (let start = 0; start < keys.length; start += 50) {
      await table().transact(keys.slice(start, start + 50).map((sk) => ({ put: { pk, sk } })));
    }
    expect(sortKeys(await pages(pk, { prefix: "n#" }))).toEqual(keys);
  });

  test("refuses a limit below 1, an empty partition key, and a cursor of something else", async () => {
    const pk = await fill(["a1", "a2"]);
    await expect(table().query(pk, { prefix: "a", limit: 0 })).rejects.toThrow(TypeError);
    await expect(table().query("", { prefix: "a" })).rejects.toThrow(TypeError);
    await expect(table().query(pk, { prefix: "a", after: "?" })).rejects.toThrow(TypeError);
    const { next } = await table().query(pk, { prefix: "a", limit: 1 });
    await expect(table().query(pk, { prefix: "b", after: next ?? "" })).rejects.toThrow(TypeError);
  });
}

/** A fixed disorder. */
function hash(text: string): number {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1009;
  return sum;
}
