import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ExportedHere } from "../../../lib/local/rights/export.ts";
import { NOBODYS, WHOSE } from "../../../lib/local/rights/rows.ts";
import { linksIn } from "../../../lib/local/server/mail-links.ts";
import { openDatabase } from "../../../lib/store/database.ts";
import { LINK } from "./project.ts";
import { type Client, eventually, givenFolder, givenServer, purchase } from "./support.ts";

/** Words that stand nowhere but in what is told of the one who is erased; the last is the id as links have it. */
const SECRETS = ["zoe-77", "zoe.quill@example.com", "Zoelina", "o-zoe-order", "em9lLTc3"];

const zoe = (eventId: string, more: object = {}) =>
  purchase("zoe-77", eventId, {
    customer: {
      email: "zoe.quill@example.com",
      firstName: "Zoelina",
      consent: { marketing: true, at: new Date().toISOString(), source: "checkout", wording: "Write to Zoelina." },
    },
    order: { id: "o-zoe-order", total: 30, currency: "USD" },
    ...more,
  });

/** Zoe and Ann have a message each, and both clicked. */
async function givenTwo(databasePath: string): Promise<Client> {
  const shop = await givenServer({ databasePath });
  await shop.events(zoe("e-zoe"));
  await shop.events(purchase("ann", "e-ann"));
  for (const customer of ["zoe-77", "ann"]) {
    const { id, html } = await mailTo(shop, customer, "hello");
    await shop.call(`/inbox/${id}`);
    await shop.call(`/c/${id}/${linksIn(html).indexOf(LINK)}`);
    await mailTo(shop, customer, "glad");
  }
  return shop;
}

const mailTo = (shop: Client, customer: string, step: string) =>
  eventually(async () => (await shop.mails(`?customer=${customer}`)).find(({ sendId }) => sendId.step === step));

const erase = (shop: Client, id: string, confirm = id) => shop.form(`/customers/${id}/forget`, { confirm });

/** Which of the words are in the database's files. */
function foundIn(path: string): string[] {
  const bytes = ["", "-wal", "-shm"].map((tail) => path + tail).filter(existsSync);
  const text = bytes.map((file) => readFileSync(file).toString("latin1")).join();
  return SECRETS.filter((word) => text.includes(word));
}

describe("erasing a customer of the local server", () => {
  test("leaves no byte of them in the database's files, and others as they were", async () => {
    const path = join(givenFolder(), "local.db");
    const shop = await givenTwo(path);
    expect(foundIn(path)).toEqual(SECRETS);
    const anns = await shop.customer("ann");
    const sent = (await shop.mails("?customer=ann")).map(({ id }) => id);

    const answer = await erase(shop, "zoe-77");
    expect(answer.status).toBe(303);
    expect(await shop.page(answer.headers.get("location") ?? "")).toMatch(/The customer is erased: \d+ records/);
    expect(foundIn(path)).toEqual([]);
    expect((await shop.call("/customers/zoe-77")).status).toBe(404);
    expect(await shop.page("/")).not.toContain("zoe-77");
    expect(await shop.mails("?customer=zoe-77")).toEqual([]);
    const { now: _now, ...kept } = (await shop.customer("ann")) as unknown as Record<string, unknown>;
    expect(anns).toMatchObject(kept);
    expect((await shop.mails("?customer=ann")).map(({ id }) => id)).toEqual(sent);
  });

  test("ends their journeys: nothing comes later, and a restart finds nothing to go on with", async () => {
    const databasePath = join(givenFolder(), "local.db");
    const first = await givenTwo(databasePath);
    await first.events(zoe("e-zoe-2", { order: { id: "o-zoe-order-2", total: 9, currency: "USD" } }));
    await erase(first, "zoe-77");
    await first.forward("10 days");
    expect(await first.mails("?customer=zoe-77")).toEqual([]);
    await first.stop();
    const second = await givenServer({ databasePath });
    await second.forward("10 days");
    expect(await second.mails("?customer=zoe-77")).toEqual([]);
    expect(foundIn(databasePath)).toEqual([]);
  });

  test("asks for the id to be typed, and does nothing for another one", async () => {
    const shop = await givenServer();
    await shop.events(zoe("e-1"));
    expect(await shop.page("/customers/zoe-77")).toContain('href="/customers/zoe-77/forget"');
    expect(await shop.page("/customers/zoe-77/forget")).toContain("Erase this customer?");
    expect((await erase(shop, "zoe-77", "ann")).status).toBe(400);
    expect((await shop.call("/customers/zoe-77/forget", { method: "POST" })).status).toBe(400);
    expect((await shop.customer("zoe-77")).profile.orders).toBe(1);
  });

  test("is done by no other site's page", async () => {
    const shop = await givenServer();
    await shop.events(zoe("e-1"));
    const headers = { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" };
    const answer = await shop.call("/customers/zoe-77/forget", { method: "POST", headers, body: "confirm=zoe-77" });
    expect(answer.status).toBe(403);
    expect((await shop.customer("zoe-77")).profile.orders).toBe(1);
  });

  test("of somebody unknown is no fault; there is no page for it", async () => {
    const shop = await givenServer();
    expect((await erase(shop, "nobody")).status).toBe(303);
    expect((await shop.call("/customers/nobody/forget")).status).toBe(404);
    expect((await shop.call("/customers/nobody/export.json")).status).toBe(404);
  });

  test("knows every table of the database: whose its rows are, or that they are nobody's", async () => {
    const path = join(givenFolder(), "local.db");
    const shop = await givenServer({ databasePath: path });
    await shop.stop();
    const database = openDatabase(path);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    database.close();
    const known = [...Object.keys(WHOSE), ...NOBODYS, "items", "sqlite_sequence"];
    expect(tables.map(({ name }) => String(name)).sort()).toEqual(known.sort());
  });
});

describe("exporting a customer of the local server", () => {
  test("gives records, consent, messages as they were sent, and what they did; nobody else's, and no token", async () => {
    const shop = await givenTwo(":memory:");
    const answer = await shop.call("/customers/zoe-77/export.json");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    const text = await answer.text();
    const exported = JSON.parse(text) as ExportedHere;
    const [glad, hello] = (await shop.mails("?customer=zoe-77")).map(({ subject, html, headers }) => {
      return { subject, html, headers, to: "zoe.quill@example.com", text: "Hello Zoelina\n" };
    });
    expect(exported.messages).toMatchObject([hello, glad]);
    expect(exported.messages.every(({ at }) => new Date(at).toISOString() === at)).toBe(true);
    expect(exported.consent).toMatchObject([{ marketing: true, source: "checkout", wording: "Write to Zoelina." }]);
    expect(exported.mailing).toEqual(["Nothing is known against mailing this address."]);
    expect(exported.records.map(({ record }) => String(record).split("#")[0])).toEqual(
      expect.arrayContaining(["@contact", "@profile", "@in", "send", "event", "consent"]),
    );
    expect(exported.happened.map(({ what }) => what)).toEqual(expect.arrayContaining(["event", "mail", "clicked"]));
    expect(exported.ways.map(({ state }) => state)[0]).toMatch(/hello/);
    expect(text).not.toMatch(/ann@example|"ann"|e-ann/);
    expect(text).not.toContain('"token"');
  });
});
