import { expect, test } from "vitest";
import { linksIn } from "../../../lib/local/server/mail-links.ts";
import { LINK } from "./project.ts";
import { eventually, givenServer, mailOf, purchase } from "./support.ts";

test("a purchase becomes a message, its open and its click are recorded, and the journey goes the way of those who click", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  const mail = await mailOf(shop, "hello");

  const page = await shop.page(`/inbox/${mail.id}`);
  expect(page).toContain("hello Ann");
  expect(page).toContain("<dt>Opened</dt>");
  const click = await shop.call(`/c/${mail.id}/${linksIn(mail.html).indexOf(LINK)}`);
  expect([click.status, click.headers.get("location")]).toEqual([302, LINK]);

  await mailOf(shop, "glad");
  const { journeys } = await eventually(async () => {
    const customer = await shop.customer("ann");
    return customer.journeys[0]?.enrollment.status === "ended" && customer;
  });
  const hello = journeys[0]?.moments.find(({ send }) => send?.step === "hello")?.send;
  expect(hello).toMatchObject({ opened: expect.any(Number), clicked: expect.any(Number) });
  expect((await shop.mails()).map(({ sendId }) => sendId.step)).toEqual(["glad", "hello"]);
});

test("whoever follows the link that no person sees is a machine: it wakes nothing, and counts as no click", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  const mail = await mailOf(shop, "hello");
  const links = linksIn(mail.html);
  const hidden = links.findIndex((link) => link.endsWith("/h"));
  const other = links.indexOf(LINK);
  await shop.call(`/c/${mail.id}/${hidden}`);
  await shop.call(`/c/${mail.id}/${other}`);
  const { journeys } = await eventually(async () => {
    const customer = await shop.customer("ann");
    const send = customer.journeys[0]?.moments.find(({ send }) => send?.step === "hello")?.send;
    return send !== undefined && "machineClicked" in send && customer;
  });
  expect(journeys[0]?.enrollment.status).toBe("running");
  const hello = journeys[0]?.moments.find(({ send }) => send?.step === "hello")?.send;
  expect(hello).not.toHaveProperty("clicked");
  const campaign = journeys[0]?.enrollment.campaign;
  expect(await shop.page(`/campaigns/${campaign}`)).toContain("Not counted: 0 opened and 1 clicked by machines");
  expect(await shop.page("/")).not.toContain("clicked in");
});

test("whoever does not click gets the other message when the clock is moved past the wait", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  await mailOf(shop, "hello");
  expect((await shop.forward("2 days")).happened).toMatchObject({ sent: 0, ended: 0 });
  expect((await shop.forward("2 days")).happened).toMatchObject({ sent: 1, ended: 1 });
  expect((await shop.mails()).map(({ sendId }) => sendId.step)).toEqual(["nudge", "hello"]);
});

test("answers others while the clock moves over a lot of work", async () => {
  const shop = await givenServer();
  await shop.events(Array.from({ length: 400 }, (_, n) => purchase(`c-${n}`, `e-${n}`)));
  let isMoving = true;
  const moved = shop.forward("9 days").then((result) => {
    isMoving = false;
    return result;
  });
  let answered = 0;
  while (isMoving) if ((await shop.call("/health")).status === 200) answered += 1;
  await moved;
  expect(answered).toBeGreaterThan(3);
  expect((await shop.mails("?limit=200")).length).toBe(200);
});

test("looking at the inbox's list or its JSON opens nothing", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  const mail = await mailOf(shop, "hello");
  await shop.page("/inbox");
  await shop.call(`/inbox/${mail.id}`, { method: "HEAD" });
  const { journeys } = await shop.customer("ann");
  expect(journeys[0]?.moments.find(({ send }) => send !== undefined)?.send?.opened).toBeUndefined();
});

test("links are counted only where the message has them, and nothing leads anywhere else", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  const { id } = await mailOf(shop, "hello");
  const shown = await shop.page(`/inbox/${id}/html`);
  expect(shown).toContain(`href="/c/${id}/0"`);
  expect(shown).toContain('href="mailto:hello@corner.example"');
  expect(shown).toContain('href="#top"');
  expect(shown).toMatch(/href="\/u\/[\w.-]+"/);
  for (const path of [`/c/${id}/9`, `/c/${id}/-1`, `/c/${id}/https://evil.example`, "/c/999/0", `/c/${id}/0x`]) {
    const answer = await shop.call(path);
    expect([path, answer.status, answer.headers.get("location")]).toEqual([path, 404, null]);
  }
});

test("the clock's button leads back with a note, and never off the server", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  await mailOf(shop, "hello");
  const moved = await shop.form("/clock", { forward: "7d", back: "/customers/ann" });
  expect(moved.status).toBe(303);
  const back = moved.headers.get("location") ?? "";
  expect(back).toMatch(/^\/customers\/ann\?note=/);
  expect(await shop.page(back)).toMatch(/1 message sent, 1 journey ended/);
  for (const away of ["//evil.example", "/\\evil.example", "https://evil.example/"]) {
    const answer = await shop.form("/clock", { forward: "1h", back: away });
    expect(answer.headers.get("location")).toMatch(/^\/\?note=/);
  }
});

test("a clock that cannot go there says why", async () => {
  const shop = await givenServer();
  expect((await shop.form("/clock", { forward: "a while" })).status).toBe(400);
  expect((await shop.form("/clock", { forward: "9000 weeks" })).status).toBe(400);
  expect(await (await shop.form("/clock", { forward: "next" })).text()).toContain("nothing is waiting");
});

test("the customer's page posts a purchase like any other", async () => {
  const shop = await givenServer();
  await shop.events(purchase());
  const answer = await shop.form("/customers/ann/purchases", { total: "12.50", currency: "USD", sku: "beans" });
  const page = await shop.page(answer.headers.get("location") ?? "");
  expect(page).toContain("did not start hello (already in it)");
  expect((await shop.customer("ann")).profile.orders).toBe(2);
  expect((await shop.form("/customers/ann/purchases", { total: "", currency: "USD" })).status).toBe(400);
});
