import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test, vi } from "vitest";
import { createRealClock, createVirtualClock } from "../../../lib/local/clock.ts";
import { keepSwept } from "../../../lib/local/server/sweeping.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import { openSqliteTable } from "../../../lib/store/sqlite.ts";
import { project } from "./project.ts";
import { eventually, givenFolder, givenServer, purchase } from "./support.ts";

const { shop, ...rest } = project();
const FORGETFUL = { ...rest, shop: { ...shop, keep: { messages: "40 days", events: "40 days" } } };

/** Sort keys of what is there, by what comes before their first "#". */
function kinds(databasePath: string): string[] {
  const database = openDatabase(databasePath);
  const rows = database.prepare("SELECT DISTINCT sk FROM items WHERE pk LIKE 'customer#%' ORDER BY sk").all();
  database.close();
  return [...new Set(rows.map(({ sk }) => String(sk).split("#")[0] ?? ""))];
}

test("records go when their time is over, as the clock is moved there and at a start", async () => {
  const databasePath = join(givenFolder(), "local.db");
  const first = await givenServer({ databasePath, ...FORGETFUL });
  const event = purchase("ann", "an-event-to-be-forgotten");
  await first.events(event);
  await eventually(async () => (await first.mails()).length > 0);
  await first.forward("39 days");
  expect(kinds(databasePath)).toEqual(["@contact", "@in", "@profile", "event", "send"]);
  // The first message is older by now than what is kept of messages, the second one is not.
  await first.forward("2 days");
  expect(kinds(databasePath)).toEqual(["@contact", "@in", "@profile", "send"]);
  const sent = await first.mails();
  await first.events(event);
  expect((await first.customer("ann")).profile.orders).toBe(1);
  expect(await first.mails()).toHaveLength(sent.length);
  await first.stop();

  const database = openDatabase(databasePath);
  database.exec(`UPDATE items SET expires = 1, item = json_set(item, '$.expires', 1) WHERE sk LIKE 'send#%'`);
  database.close();
  const second = await givenServer({ databasePath, ...FORGETFUL });
  expect(kinds(databasePath)).toEqual(["@contact", "@in", "@profile"]);
  await second.stop();
});

test("what has expired is overwritten in the file, too", async () => {
  const path = join(givenFolder(), "local.db");
  const within = (work: (database: DatabaseSync) => unknown) => {
    const database = openDatabase(path);
    work(database);
    database.close();
  };
  within((database) =>
    openSqliteTable(database).write({ put: { pk: "p", sk: "s", expires: 9, text: "a-past-order" } }),
  );
  expect(readFileSync(path).includes("a-past-order")).toBe(true);
  within((database) => keepSwept({ database, table: openSqliteTable(database) }, createVirtualClock(10_000)).stop());
  expect(readFileSync(path).includes("a-past-order")).toBe(false);
});

test("a server that runs for long looks once a day", () => {
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const swept: number[] = [];
  const table = { sweep: (seconds: number) => swept.push(seconds / 3600) };
  const clock = createRealClock({ wall: Date.now, keep: () => {} });
  const { stop } = keepSwept({ database: openDatabase(":memory:"), table }, clock);
  vi.advanceTimersByTime(60 * 3_600_000);
  expect(swept).toEqual([0, 24, 48]);
  stop();
  vi.advanceTimersByTime(60 * 3_600_000);
  expect(swept).toHaveLength(3);
});
