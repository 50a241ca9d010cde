import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Ended, type Folder, givenFolder, regulars } from "./regulars.ts";

/** Made-up people, by words that stand nowhere else. */
const PEOPLE = ["quillon", "zephyrine", "ottoline"];

let shop: Folder;
let ended: Ended;
beforeAll(async () => {
  shop = await givenFolder();
  const day = (number: number) => new Date(Date.UTC(2025, 0, number)).toISOString().slice(0, 10);
  const rows = PEOPLE.flatMap((name) => [
    `member-${name},${day(3)},30,${name}@post.example,${name}`,
    `member-${name},${day(20)},40,${name}@post.example,${name}`,
    // Out of its column, as in files that were put together by hand.
    `member-${name},${name}@post.example,25,${day(30)},${name}`,
    `member-${name},${day(99)},${name},${name}@post.example,${name}`,
  ]);
  await shop.file("orders.csv", `customer_id,date,total,email,first_name\n${rows.join("\n")}\nx,${day(120)},9,,\n`);
  ended = await regulars(shop.path, "simulate", "--orders", "orders.csv", "--json", "--out", "out.jsonl");
}, 30_000);
afterAll(() => shop.remove());

it("writes nothing that says who somebody is: not into the report, not into the lines, not about rows that are left out", async () => {
  const lines = await readFile(join(shop.path, "out.jsonl"), "utf8");
  expect(JSON.parse(ended.out).faults).toHaveLength(6);
  const messages = lines.split("\n").filter((line) => line.includes('"message"'));
  expect(messages.length).toBeGreaterThanOrEqual(PEOPLE.length);
  expect(new Set(messages.map((line) => (JSON.parse(line) as { customer: number }).customer))).toEqual(
    new Set([1, 2, 3]),
  );
  for (const text of [lines, ended.out, ended.err]) expect(text).not.toMatch(/quillon|zephyrine|ottoline/i);
});

it("does not repeat the first order of a file that has no headers", async () => {
  await shop.file(
    "bare.csv",
    "quillon,2025-01-03,30,quillon@post.example\nottoline,2025-01-04,31,ottoline@post.example\n",
  );
  for (const more of [[], ["--column", "total=quilon"]]) {
    const { out, err, code } = await regulars(shop.path, "simulate", "--orders", "bare.csv", "--json", ...more);
    expect(code).toBe(1);
    expect(out).toContain("a first line with an e-mail address in it");
    expect(out + err).not.toMatch(/quillon|ottoline/);
  }
});
