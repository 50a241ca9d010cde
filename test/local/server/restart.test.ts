import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { startLocal } from "../../../lib/local/start.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import { HELLO, project } from "./project.ts";
import { eventually, givenFolder, givenServer, mailOf, purchase } from "./support.ts";

const HOUR = 3_600_000;

describe("a restart on the same file", () => {
  test("goes on with the clock, the inbox, the journeys and the links", async () => {
    const databasePath = join(givenFolder(), "deep", "local.db");
    const first = await givenServer({ databasePath });
    await first.events(purchase());
    const before = await mailOf(first, "hello");
    await first.forward("2 days");
    await first.stop();

    const second = await givenServer({ databasePath });
    const { now, aheadSeconds } = await second.clock();
    expect(Date.parse(now) - Date.now()).toBeGreaterThan(47 * HOUR);
    expect(Math.round(aheadSeconds / 3600)).toBe(48);
    expect((await second.mails()).map(({ id }) => id)).toEqual([before.id]);
    const link = new URL((before.headers["List-Unsubscribe"] ?? "").slice(1, -1)).pathname;
    expect((await second.call(link)).status).toBe(200);
    expect(await second.page(`/inbox/${before.id}/html`)).toContain(`"${link}"`);
    expect((await second.forward("2 days")).happened).toMatchObject({ sent: 1, ended: 1 });
  });

  test("keeps people in the version they started, and gives new ones the new version", async () => {
    const databasePath = join(givenFolder(), "local.db");
    const first = await givenServer({ databasePath });
    await first.events(purchase("ann"));
    await mailOf(first, "hello");
    await first.stop();

    const changed = { ...HELLO, steps: [{ send: "again" }, { wait: "30 days" }, { send: "glad" }] };
    const second = await givenServer({ databasePath, ...project(changed) });
    await second.events(purchase("bob", "e-2"));
    await mailOf(second, "again");
    await second.forward("4 days");
    expect((await second.mails("?customer=ann")).map(({ sendId }) => sendId.step)).toEqual(["nudge", "hello"]);
    const versions = await Promise.all(
      ["ann", "bob"].map(async (id) => (await second.customer(id)).journeys[0]?.enrollment.version),
    );
    expect(new Set(versions).size).toBe(2);
    expect(await second.page("/campaigns/hello")).toContain(versions[1]);
  });

  test("starts without a campaign whose file is gone, and finishes for who is in it", async () => {
    const databasePath = join(givenFolder(), "local.db");
    const first = await givenServer({ databasePath });
    await first.events(purchase());
    await mailOf(first, "hello");
    await first.stop();

    const leftOut = ["campaigns/hello.json:3 <name>: a fault"];
    const second = await givenServer({ databasePath, ...project(), campaigns: [], leftOut });
    expect(await second.page("/")).toContain('href="/campaigns/hello"');
    expect(await second.page("/")).toContain("campaigns/hello.json:3 &lt;name&gt;: a fault");
    expect(await second.page("/campaigns/hello")).toContain("This campaign has no file that can be used");
    await second.forward("4 days");
    expect((await second.mails()).map(({ sendId }) => sendId.step)).toEqual(["nudge", "hello"]);
  });

  test("finds every event that was answered before the process was killed", async () => {
    const databasePath = join(givenFolder(), "local.db");
    const child = spawn(process.execPath, [join(import.meta.dirname, "server-child.ts"), databasePath], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [url] = String(await once(child.stdout, "data")).split("\n");
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        fetch(`${url}/events`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(purchase(`c-${n}`, `e-${n}`)),
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    child.kill("SIGKILL");
    await once(child, "exit");

    const shop = await givenServer({ databasePath });
    const mails = await eventually(async () => {
      const found = await shop.mails("?limit=100");
      return found.length >= 20 && found;
    });
    expect(new Set(mails.map(({ sendId }) => sendId.customer)).size).toBe(20);
    expect(mails).toHaveLength(20);
  });
});

describe("starting", () => {
  test("says that the port is taken and how to choose another, and leaves no database behind", async () => {
    const { url } = await givenServer();
    const databasePath = join(givenFolder(), "local.db");
    const port = Number(new URL(url).port);
    await expect(startLocal({ ...project(), databasePath, port, log: () => {} })).rejects.toThrow(
      `port ${port} of 127.0.0.1 is taken, perhaps by a local server that runs already; stop that one, or choose another port with --port ${port + 1}`,
    );
    expect(existsSync(databasePath)).toBe(false);
  });

  test("refuses a database that another server runs on, which would send everything twice", async () => {
    const databasePath = join(givenFolder(), "local.db");
    const first = await givenServer({ databasePath });
    const start = () => startLocal({ ...project(), databasePath, port: 0, log: () => {} });
    await expect(start()).rejects.toThrow("in use by another local server");
    await first.stop();
    await (await start()).stop();
  });

  test.each([true, false])(
    "anew passes over what a killed server left beside its database (empty: %s)",
    async (empty) => {
      const folder = givenFolder();
      const databasePath = join(folder, "local.db");
      const killed = openDatabase(join(folder, "killed.db"));
      killed.exec("CREATE TABLE old (n); INSERT INTO old SELECT value FROM json_each('[1,2,3]')");
      for (const tail of ["-wal", "-shm"]) copyFileSync(join(folder, `killed.db${tail}`), `${databasePath}${tail}`);
      killed.close();

      const shop = await givenServer({ databasePath, empty });
      await shop.events(purchase());
      await mailOf(shop, "hello");
      await shop.stop();
      const database = new DatabaseSync(databasePath, { readOnly: true });
      expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
      expect(database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'old'").get()).toBeUndefined();
      database.close();
    },
  );
});
