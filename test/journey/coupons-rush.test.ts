import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../lib/store/database.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import { openSqliteTable } from "../../lib/store/sqlite.ts";
import { expectFairClaims } from "./claims.ts";

const CUSTOMERS = 10_000;
/** Of the table: four reads, a ticket, the transaction; and one more code to try for whoever was overtaken. */
const CALLS_PER_CLAIM = 10;

test("10,000 customers at once get 9,999 codes, each once, in memory", async () => {
  const { calls } = await expectFairClaims(createMemoryTable(), CUSTOMERS);
  const all = [...calls.values()].reduce((sum, n) => sum + n, 0);
  expect(all / CUSTOMERS).toBeLessThan(CALLS_PER_CLAIM);
});

test("10,000 customers at once get 9,999 codes, each once, in a SQLite file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "coupons-"));
  const database = openDatabase(join(folder, "shop.db"));
  try {
    await expectFairClaims(openSqliteTable(database), CUSTOMERS);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
});
