import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { readCustomer } from "../../lib/local/customer.ts";
import { UnreadableDatabase } from "../../lib/local/read-only.ts";
import { project } from "./server/project.ts";
import { givenFolder, givenServer, mailOf, purchase } from "./server/support.ts";

const { shop } = project();

test("a customer of the local server is read, with the order, also while it runs", async () => {
  const databasePath = join(givenFolder(), "local.db");
  const server = await givenServer({ databasePath });
  await server.events(purchase());
  await mailOf(server, "hello");
  const whileItRuns = await readCustomer(databasePath, "ann", shop);
  expect(whileItRuns).toMatchObject({ customer: { firstName: "Ann" }, order: { id: "o-e-1", total: 30 } });
  await server.stop();
  expect(await readCustomer(databasePath, "ann", shop)).toEqual(whileItRuns);
  expect(await readCustomer(databasePath, "bob", shop)).toBeUndefined();
});

test("a database of something else is refused and stays as it is", async () => {
  const path = join(givenFolder(), "other.db");
  const other = new DatabaseSync(path);
  other.exec("CREATE TABLE notes (words)");
  other.close();
  const before = readFileSync(path);
  await expect(readCustomer(path, "ann", shop)).rejects.toThrow(UnreadableDatabase);
  await expect(readCustomer(path, "ann", shop)).rejects.toThrow(
    /no such table: items_schema; name the file that "start"/,
  );
  expect(readFileSync(path).equals(before)).toBe(true);

  const text = join(givenFolder(), "text.db");
  writeFileSync(text, "no database at all, but long enough to be looked at as one");
  await expect(readCustomer(text, "ann", shop)).rejects.toThrow(UnreadableDatabase);
});

test("a database in another release's format is refused", async () => {
  const databasePath = join(givenFolder(), "local.db");
  await (await givenServer({ databasePath })).stop();
  const database = new DatabaseSync(databasePath);
  database.exec("UPDATE items_schema SET version = 99");
  database.close();
  await expect(readCustomer(databasePath, "ann", shop)).rejects.toThrow("another release");
});
