import { join } from "node:path";
import { expect, it } from "vitest";
import { eraseFromFile, exportFromFile } from "../../../lib/local/rights/file.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import { eventually, givenFolder, givenServer, purchase } from "../server/support.ts";

async function givenAnn(change: string): Promise<string> {
  const databasePath = join(givenFolder(), "local.db");
  const shop = await givenServer({ databasePath });
  await shop.events(purchase("ann", "e-ann"));
  await eventually(async () => (await shop.mails()).length === 1);
  await shop.stop();
  const database = openDatabase(databasePath);
  database.exec(change);
  database.close();
  return databasePath;
}

it("a file of an earlier version, without the table of calls, is exported from and erased from", async () => {
  const path = await givenAnn("DROP TABLE IF EXISTS local_calls");
  expect(await exportFromFile(path, "ann")).toMatchObject({ told: [], messages: [{ template: "hello" }] });
  expect((await eraseFromFile(path, "ann")).records).toBeGreaterThan(0);
  expect(await exportFromFile(path, "ann")).toBeUndefined();
});

it("an export has what others would have been told of the customer, and nobody else", async () => {
  const path = await givenAnn(`
    INSERT INTO local_calls VALUES ('e.crm', 'ann', 0, 'webhook', 'crm', '{"customerId":"ann"}');
    INSERT INTO local_calls VALUES ('f.crm', 'bob', 0, 'webhook', 'crm', '{"customerId":"bob"}');
  `);
  const told = [{ at: "1970-01-01T00:00:00.000Z", kind: "webhook", to: "crm", body: { customerId: "ann" } }];
  expect((await exportFromFile(path, "ann"))?.told).toEqual(told);
});
