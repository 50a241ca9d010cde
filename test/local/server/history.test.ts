import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { planHistory } from "../../../lib/local/history/plan.ts";
import { seedHistory } from "../../../lib/local/history/seed.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import { addressesDouble, linksDouble } from "../../support/doubles.ts";
import { project } from "./project.ts";
import { givenFolder, givenServer } from "./support.ts";

const NOW = Date.parse("2026-10-30T09:15:00Z");

async function seeded(seed?: number): Promise<DatabaseSync> {
  const database = openDatabase(":memory:");
  await seedHistory(database, {
    project: project(),
    links: linksDouble,
    addresses: addressesDouble,
    log: () => {},
    now: NOW,
    ...(seed === undefined ? {} : { seed }),
  });
  return database;
}

/** Everything but tokens, which are random on purpose. */
function told(database: DatabaseSync) {
  const tables = ["items", "inbox", "figures", "local_trail", "local_activity", "local_customers"];
  return tables.map((table) => [table, database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()]);
}

test("the same seed and time make the same history, another seed another", async () => {
  const first = told(await seeded());
  expect(told(await seeded())).toEqual(first);
  expect(told(await seeded(7))).not.toEqual(first);
});

test("a history is a shop's: some forty customers, three languages, purchases, refunds, consent with its evidence", () => {
  const events = planHistory(5, NOW);
  const of = (type: string) => events.filter((event) => event.type === type).length;
  expect(of("purchase")).toBeGreaterThan(120);
  expect(of("refund")).toBeGreaterThan(2);
  expect(new Set(events.map(({ customerId }) => customerId)).size).toBe(40);
  const patches = events.flatMap(({ customer }) => customer ?? []);
  expect(new Set(patches.map(({ locale }) => locale))).toEqual(new Set(["en", "th", "vi"]));
  expect(patches.every(({ email }) => email?.endsWith("@example.com"))).toBe(true);
  expect(patches.some(({ consent }) => consent?.wording !== undefined)).toBe(true);
  expect(events.every(({ at }) => Date.parse(at) < NOW && Date.parse(at) > NOW - 205 * 86_400_000)).toBe(true);
});

test("a first start shows it, and a second start does not add another", async () => {
  const databasePath = join(givenFolder(), "local.db");
  const first = await givenServer({ databasePath, empty: false });
  expect(await first.page("/customers")).toContain("40 customers");
  const count = (await first.page("/inbox")).match(/[\d,]+ messages/)?.[0];
  await first.stop();
  const second = await givenServer({ databasePath, empty: false });
  expect(await second.page("/inbox")).toContain(count);
  expect((await second.page("/")).length).toBeGreaterThan(3000);
});
