import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../lib/store/database.ts";
import { openSqliteTable } from "../../lib/store/sqlite.ts";
import { TransactionRefused } from "../../lib/store/table.ts";

const CONTENDER = fileURLToPath(new URL("contender.ts", import.meta.url));
let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "table-"));
  path = join(folder, "table.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

function contender(turns: number) {
  return spawn(process.execPath, [CONTENDER, path, "shop", String(turns)], { stdio: ["ignore", "pipe", "inherit"] });
}

test("a reopened file has everything", async () => {
  const first = openDatabase(path);
  const items = Array.from({ length: 30 }, (_, n) => ({ pk: "p", sk: `n#${n + 10}`, n, expires: 4_000_000_000 }));
  for (const put of items) await openSqliteTable(first).write({ put });
  first.close();
  const second = openDatabase(path);
  const table = openSqliteTable(second);
  expect(await table.query("p", { prefix: "n#" })).toEqual({ items });
  expect(table.sweep(4_000_000_001)).toBe(30);
  second.close();
});

test("two connections on one file see each other's writes at once", async () => {
  const [one, other] = [openDatabase(path), openDatabase(path)];
  const [here, there] = [openSqliteTable(one), openSqliteTable(other)];
  const key = { pk: "p", sk: "s" };
  await Promise.all(
    Array.from({ length: 200 }, (_, n) => (n % 2 ? here : there).write({ update: key, add: { n: 1 } })),
  );
  expect(await here.get(key)).toEqual({ ...key, n: 200 });
  await there.write({ delete: key });
  expect(await here.get(key)).toBeUndefined();
  one.close();
  other.close();
});

test("processes that write at once lose nothing", async () => {
  const processes = [contender(300), contender(300), contender(300)];
  const codes = await Promise.all(
    processes.map((child) => {
      child.stdout.resume();
      return once(child, "exit");
    }),
  );
  expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
  const database = openDatabase(path);
  const items = await openSqliteTable(database).getMany(["shared", "left", "right"].map((sk) => ({ pk: "shop", sk })));
  expect(items.map((item) => item?.n)).toEqual([900, 900, 900]);
  database.close();
});

test("processes that create the file at once all get it", async () => {
  const codes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = contender(1);
      child.stdout.resume();
      return (await once(child, "exit"))[0];
    }),
  );
  expect(codes).toEqual([0, 0, 0, 0]);
});

test("a killed process loses nothing that it had finished, and nothing is half done", async () => {
  const child = contender(1_000_000);
  const exited = once(child, "exit");
  let finished = 0;
  for await (const line of createInterface(child.stdout)) {
    finished = Number(line);
    if (finished === 200) child.kill("SIGKILL");
  }
  await exited;
  const database = openDatabase(path);
  const [shared, left, right] = await openSqliteTable(database).getMany(
    ["shared", "left", "right"].map((sk) => ({ pk: "shop", sk })),
  );
  expect(Number(left?.n)).toBeGreaterThanOrEqual(finished);
  expect(right?.n).toBe(left?.n);
  expect([left?.n, Number(left?.n) + 1]).toContain(shared?.n);
  database.close();
});

test("a transaction that waited too long for another connection may be tried again", async () => {
  const [one, other] = [openDatabase(path), openDatabase(path)];
  const table = openSqliteTable(one);
  openSqliteTable(other);
  one.exec("PRAGMA busy_timeout = 10");
  other.exec("BEGIN IMMEDIATE");
  const error = await table.transact([{ put: { pk: "p", sk: "s" } }]).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(TransactionRefused);
  expect(error).toHaveProperty("refused", []);
  other.exec("COMMIT");
  await table.transact([{ put: { pk: "p", sk: "s" } }]);
  expect(await table.get({ pk: "p", sk: "s" })).toEqual({ pk: "p", sk: "s" });
  one.close();
  other.close();
});

test("says which file cannot be opened", () => {
  expect(() => openDatabase(join(folder, "none", "table.db"))).toThrow(/cannot open .*none.*folder must exist/);
  writeFileSync(path, "this is a text of more than a few bytes, and no database at all".repeat(20));
  expect(() => openDatabase(path)).toThrow(/cannot open .*not a database/);
});

test("refuses a file whose items are in another format", () => {
  const database = openDatabase(path);
  openSqliteTable(database);
  database.exec("UPDATE items_schema SET version = 99");
  expect(() => openSqliteTable(database)).toThrow(/format 99/);
  database.close();
});
