import { expect, test, vi } from "vitest";
import { createLinks } from "../../../lib/email/links.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { linkRoutes } from "../../../lib/local/server/routes/links.ts";
import type { Site } from "../../../lib/local/server/site.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import { addressesDouble } from "../../support/doubles.ts";
import { project } from "./project.ts";
import { eventually, givenServer, mailOf, purchase } from "./support.ts";

async function givenReader() {
  const shop = await givenServer();
  await shop.events(purchase());
  const mail = await mailOf(shop, "hello");
  const link = new URL((mail.headers["List-Unsubscribe"] ?? "").slice(1, -1)).pathname;
  const marketing = async () => (await shop.customer("ann")).contact.consent?.marketing;
  const status = async () => (await shop.customer("ann")).journeys[0]?.enrollment;
  return { shop, link, marketing, status };
}

/** Whose desk takes everything in, and never comes to handle it. */
function givenSilentDesk() {
  const links = createLinks({ keys: ["s".repeat(32)], baseUrl: "http://127.0.0.1" });
  const hand = vi.fn(async () => ["waiting"]);
  const runtime = { table: createMemoryTable(), desk: { hand } };
  const message = { customer: "ann", enrollment: "0".repeat(32), step: "hello" };
  const site = {
    project: project(),
    links,
    addresses: addressesDouble,
    clock: { now: () => 0 },
    runtime,
  } as unknown as Site;
  return {
    app: linkRoutes(site),
    link: new URL(links.unsubscribe(message)).pathname,
    question: new URL(links.survey(message)).pathname,
    table: runtime.table,
    hand,
  };
}

test("a GET of the unsubscribe link changes nothing, however often scanners follow it", async () => {
  const { shop, link, marketing, status } = await givenReader();
  for (let n = 0; n < 3; n++) expect(await shop.page(link)).toContain("Unsubscribe from Corner Shop?");
  expect((await shop.call(link, { method: "HEAD" })).status).toBe(200);
  expect(await marketing()).toBeUndefined();
  expect((await status())?.status).toBe("running");
});

test("the page's button says no and stops the journeys", async () => {
  const { shop, link, marketing, status } = await givenReader();
  const answer = await shop.form(link, {});
  expect(await answer.text()).toContain("You are unsubscribed");
  expect(await marketing()).toBe(false);
  expect(await status()).toMatchObject({ status: "ended", outcome: "unsubscribed" });
  expect((await shop.forward("7 days")).happened.sent).toBe(0);
  expect(await shop.page(link)).toContain("You are unsubscribed");
});

test("a mail program's one-click POST does the same", async () => {
  const { shop, link } = await givenReader();
  expect((await shop.form(link, { "List-Unsubscribe": "One-Click" })).status).toBe(200);
  const { contact } = await eventually(() => shop.customer("ann"));
  expect(contact.consent).toMatchObject({ marketing: false, source: "one-click" });
});

test("a no that could not be written down is not confirmed", async () => {
  const { app, link, hand } = givenSilentDesk();
  const answer = await app.request(link, { method: "POST" });
  expect(hand).toHaveBeenCalledOnce();
  expect(answer.status).toBe(503);
  const page = await answer.text();
  expect(page).toContain("Please try again");
  expect(page).not.toContain("You are unsubscribed");
});

test("a forged link is turned away politely and changes nothing", async () => {
  const { shop, link, marketing } = await givenReader();
  const forged = `${link.slice(0, -2)}AA`;
  for (const answer of [await shop.call(forged), await shop.form(forged, {})]) {
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("This link does not work");
  }
  expect(await marketing()).toBeUndefined();
});

test("a no is noted on the message whose link it was", async () => {
  const { shop, link } = await givenReader();
  await shop.form(link, {});
  const [journey] = (await shop.customer("ann")).journeys;
  const sends = journey?.moments.flatMap(({ send }) => send ?? []);
  expect(sends).toEqual([expect.objectContaining({ step: "hello", unsubscribed: expect.any(Number) })]);
});

test("the page that customers see here is the one that they see on AWS, in its own style; its forms are let in", async () => {
  const { shop, link } = await givenReader();
  const answer = await shop.call(link);
  expect(await answer.text()).toContain('<html lang="en">');
  expect(answer.headers.get("content-security-policy")).toMatch(/style-src 'sha256-/);
  expect(answer.headers.get("referrer-policy")).toBe("same-origin");
});

test("the page of preferences takes a no and a yes", async () => {
  const { shop, link, marketing } = await givenReader();
  const done = await (await shop.form(link, {})).text();
  const preferences = new URL(/href="([^"]*\/p\/[^"]+)"/.exec(done)?.[1] ?? "").pathname;
  expect(await (await shop.form(preferences, { yes: "1" })).text()).toContain("has got your yes");
  expect(await marketing()).toBe(true);
  expect(await shop.page("/")).toContain("told about themselves");
  expect(await (await shop.form(preferences, { no: "1" })).text()).toContain("Saved.");
  expect(await marketing()).toBe(false);
});

test("a link that nobody sees leads to nothing", async () => {
  const { shop } = await givenReader();
  const answer = await shop.call("/h");
  expect([answer.status, answer.headers.get("x-robots-tag")]).toEqual([204, "noindex"]);
});

test("a question that a message asked is answered on its page, and only by the button", async () => {
  const { app, question, table, hand } = givenSilentDesk();
  await table.write({ put: { ...keys.contact("ann"), rev: 1 } });
  await table.write({ put: { ...keys.send("ann", "0".repeat(32), "hello"), template: "how-likely", survey: "nps" } });
  const asked = await app.request(`${question}?score=9`);
  expect(asked.status).toBe(200);
  expect(asked.headers.get("x-robots-tag")).toBe("noindex");
  expect(await asked.text()).toContain('value="9" required checked');
  expect((await app.request(`${question}?score=9`, { method: "POST" })).status).toBe(400);
  expect(hand).not.toHaveBeenCalled();
  const answer = await app.request(question, { method: "POST", body: new URLSearchParams({ score: "8" }) });
  expect(await answer.text()).toContain("Thank you");
  expect(hand).toHaveBeenCalledExactlyOnceWith([
    { event: expect.objectContaining({ type: "survey.answered", customerId: "ann", survey: "how-likely", score: 8 }) },
  ]);
});

test("a code leads to the shop, and nothing leads elsewhere", async () => {
  const { shop } = await givenReader();
  for (const method of ["GET", "HEAD"]) {
    const answer = await shop.call("/r/k7qm2xpa", { method });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://corner.example/?ref=K7QM2XPA"]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-robots-tag")).toBe("noindex");
  }
  for (const path of ["/r/%2F%2Fevil.example", "/r/evil.example?ref=K7QM2XPA", "/r/%0d%0aset-cookie:%20a=1", "/r/%"]) {
    const answer = await shop.call(path);
    expect([answer.status, answer.headers.get("location")], path).toEqual([302, "https://corner.example/"]);
    expect(answer.headers.get("set-cookie")).toBeNull();
  }
  for (const path of ["/r", "/r/", "/r///evil.example", "/r//evil.example"]) {
    expect((await shop.call(path)).status, path).toBe(404);
  }
  expect((await shop.form("/r/K7QM2XPA", {})).status).toBe(405);
});
