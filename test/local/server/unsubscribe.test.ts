import { expect, test, vi } from "vitest";
import { createLinks } from "../../../lib/email/links.ts";
import { unsubscribeRoutes } from "../../../lib/local/server/routes/unsubscribe.ts";
import type { Site } from "../../../lib/local/server/site.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
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
  const links = createLinks({ secret: "s".repeat(32), baseUrl: "http://127.0.0.1" });
  const hand = vi.fn(async () => ["waiting"]);
  const runtime = { table: createMemoryTable(), desk: { hand } };
  const site = { project: project(), links, clock: { now: () => 0 }, runtime } as unknown as Site;
  return { app: unsubscribeRoutes(site), link: new URL(links.unsubscribe("ann")).pathname, hand };
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
