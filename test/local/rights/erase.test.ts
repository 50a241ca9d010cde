import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import type { With } from "../../../lib/journey/ports.ts";
import { eraseCustomer } from "../../../lib/local/rights/erase.ts";
import { WHOSE } from "../../../lib/local/rights/rows.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import { openSqliteTable } from "../../../lib/store/sqlite.ts";
import { addressesDouble } from "../../support/doubles.ts";
import { type Client, eventually, givenFolder, givenServer, purchase } from "../server/support.ts";

const ZOE = purchase("zoe", "e-zoe", { customer: { email: "zoe@example.com" } });

/** Zoe and Ann are each in a journey, have a message, and another event that could not be handled. */
async function givenFilled(): Promise<string> {
  const databasePath = join(givenFolder(), "filled.db");
  const shop: Client = await givenServer({ databasePath });
  for (const event of [ZOE, purchase("ann", "e-ann")]) await shop.events(event);
  await eventually(async () => (await shop.mails()).length === 2);
  await shop.stop();
  const database = openDatabase(databasePath);
  const aside = database.prepare("INSERT INTO intake_poison (body, why) VALUES (?, 'TypeError')");
  const letter = database.prepare(
    "INSERT INTO states_dead_letters (source, body, error, message, at) VALUES (?, ?, 'E', 'm', 1)",
  );
  for (const customer of ["zoe", "ann"]) {
    aside.run(JSON.stringify({ event: { ...ZOE, customerId: customer } }));
    aside.run(JSON.stringify({ engagement: { fact: "opened", message: { customer, enrollment: "e", step: "s" } } }));
    aside.run(JSON.stringify({ engagement: { fact: "unsubscribed", customer } }));
    letter.run("the queue", JSON.stringify({ customer }));
  }
  const { name } = database.prepare("SELECT name FROM states_executions WHERE input LIKE '%zoe%'").get() ?? {};
  letter.run(`end of ${String(name)}`, "{}");
  database.close();
  return databasePath;
}

/** How many rows each table has, of those whose rows are somebody's. */
function rowsIn(database: DatabaseSync): Record<string, number> {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  return Object.fromEntries(Object.keys(WHOSE).map((table) => [table, count(table)]));
}

function depsOf(database: DatabaseSync, cutAt = Number.POSITIVE_INFINITY): With<"addresses"> {
  const table = openSqliteTable(database);
  let writes = 0;
  const cut = <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (writes++ >= cutAt) throw new Error("cut off");
      return work(...args);
    };
  };
  return {
    table: { ...table, write: cut(table.write), transact: cut(table.transact) },
    addresses: addressesDouble,
    executions: { start: async () => {}, stop: async () => {} },
    tokens: { succeed: async () => false, fail: async () => false },
    schedules: { set: async () => {}, cancel: async () => {} },
    log: () => {},
    now: Date.now,
  };
}

async function within<Result>(path: string, work: (database: DatabaseSync) => Promise<Result>): Promise<Result> {
  const database = openDatabase(path);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

describe("erasing a customer from a database file", () => {
  it("takes their rows out of every table, and nobody else's", async () => {
    const path = await givenFilled();
    await within(path, async (database) => {
      const before = rowsIn(database);
      expect(before).toMatchObject({ intake_poison: 6, states_dead_letters: 3, inbox: 2, local_customers: 2 });
      const erased = await eraseCustomer({ database, deps: depsOf(database) }, "zoe");
      const after = rowsIn(database);
      // Ann has one row of each that Zoe has, and no end that could not be told.
      expect(after).toEqual(Object.fromEntries(Object.entries(before).map(([table, n]) => [table, Math.floor(n / 2)])));
      const sum = (rows: Record<string, number>) => Object.values(rows).reduce((all, n) => all + n, 0);
      expect(erased).toMatchObject({ rows: sum(before) - sum(after), journeys: 1, isScrubbed: true });
      const left = database.prepare("SELECT count(*) AS n FROM items WHERE pk = 'customer#zoe'").get();
      expect(left?.n).toBe(0);
    });
  });

  it("is finished by doing it again, wherever it was cut off", async () => {
    const filled = await givenFilled();
    for (let cutAt = 0; cutAt < 12; cutAt++) {
      const path = join(givenFolder(), "local.db");
      copyFileSync(filled, path);
      await within(path, async (database) => {
        await eraseCustomer({ database, deps: depsOf(database, cutAt) }, "zoe").catch(() => {});
        await eraseCustomer({ database, deps: depsOf(database) }, "zoe");
        const found = database.prepare("SELECT count(*) AS n FROM items WHERE pk = 'customer#zoe'").get();
        expect([cutAt, found?.n, rowsIn(database).local_trail, rowsIn(database).states_executions]).toEqual([
          cutAt,
          0,
          1,
          1,
        ]);
      });
    }
  });

  it("says so when another program keeps its journal from being emptied, and does it the next time", async () => {
    const path = await givenFilled();
    await within(path, async (database) => {
      database.exec("PRAGMA busy_timeout = 50");
      const reader = openDatabase(path);
      reader.exec("BEGIN; SELECT count(*) FROM items");
      expect((await eraseCustomer({ database, deps: depsOf(database) }, "zoe")).isScrubbed).toBe(false);
      reader.close();
      expect((await eraseCustomer({ database, deps: depsOf(database) }, "zoe")).isScrubbed).toBe(true);
    });
  });
});
