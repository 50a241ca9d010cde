import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExportedHere } from "../../lib/local/rights/export.ts";
import { startLocal } from "../../lib/local/start.ts";
import { project } from "../local/server/project.ts";
import { json, purchase } from "../local/server/support.ts";
import { type Folder, givenFolder, regulars } from "./regulars.ts";

let shop: Folder;
const db = () => join(shop.path, ".regulars/local.db");
const start = () => startLocal({ ...project(), databasePath: db(), port: 0, empty: true, log: () => {} });

beforeAll(async () => {
  shop = await givenFolder();
  const server = await start();
  for (const who of ["ann", "bob"]) await fetch(`${server.url}/events`, json(purchase(who, `e-${who}`)));
  await fetch(`${server.url}/api/clock`, json({ forward: "1 day" }));
  await server.stop();
}, 20_000);
afterAll(() => shop.remove());

describe("export and forget with --local", () => {
  it("ask for one place, and only one", async () => {
    for (const args of [
      ["export", "ann"],
      ["forget", "ann", "--yes", "--local", "--stack", "X"],
    ]) {
      const { err, code } = await regulars(shop.path, ...args);
      expect([code, err]).toEqual([
        2,
        expect.stringContaining("say where: --stack RegularsProd for a deployed stack, or --local"),
      ]);
    }
  });

  it("take a database by its whole path, too", async () => {
    const { out, code } = await regulars(shop.path, "export", "ann", "--local", "--db", db());
    expect([code, JSON.parse(out).customer]).toEqual([0, "ann"]);
  });

  it("say which file is no database of the local server, and leave it as it is", async () => {
    await shop.file("notes.txt", "not a database, but long enough to be looked at".repeat(40));
    for (const [file, words] of [
      ["notes.txt", "cannot be read as a database of the local server"],
      ["none.db", "there is no database"],
    ] as const) {
      const { err, code } = await regulars(shop.path, "forget", "ann", "--local", "--db", file, "--yes");
      expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    }
    expect(await readFile(join(shop.path, "notes.txt"), "utf8")).toMatch(/^not a database/);
  });

  it("wait for nobody: a server that runs is named, with the way to go on; exporting works meanwhile", async () => {
    const server = await start();
    try {
      const { err, code } = await regulars(shop.path, "forget", "ann", "--local", "--yes");
      expect([code, err]).toEqual([2, expect.stringMatching(/in use by a local server: erase on the customer's page/)]);
      const { out } = await regulars(shop.path, "export", "ann", "--local");
      expect((JSON.parse(out) as ExportedHere).messages).toHaveLength(1);
    } finally {
      await server.stop();
    }
  }, 20_000);

  it("erase one customer from the file, and nobody else", async () => {
    const asked = await regulars(shop.path, "forget", "ann", "--local");
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining("add --yes to do it")]);
    const { out, code } = await regulars(shop.path, "forget", "ann", "--local", "--yes");
    expect(out).toMatch(/Erased ann: \d+ records, 1 journey, \d+ rows beside them\.\nThe file was written anew/);
    expect(code).toBe(0);
    expect((await readFile(db())).includes("ann@example.com")).toBe(false);
    const gone = await regulars(shop.path, "export", "ann", "--local");
    expect([gone.code, gone.err]).toEqual([1, expect.stringContaining('nothing is known about a customer "ann"')]);
    const bob = JSON.parse((await regulars(shop.path, "export", "bob", "--local")).out) as ExportedHere;
    expect(bob.messages).toHaveLength(1);
    const server = await start();
    const figures = (await (await fetch(`${server.url}/api/figures`)).json()) as {
      hello: { counts: { what: string; n: number }[] };
    };
    await server.stop();
    expect(figures.hello.counts).toContainEqual(expect.objectContaining({ what: "ended: erased", n: 1 }));
  }, 20_000);
});
