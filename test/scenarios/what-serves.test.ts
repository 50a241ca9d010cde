import { describe, expect, it } from "vitest";
import { pause, resume } from "../../lib/journey/pause.ts";
import { DAY, HOUR, happened, learned, purchase, says } from "../support/events.ts";
import type { Authored, Kinds } from "../support/shop.ts";
import { type TestWorld, world } from "../support/world.ts";

const KINDS: Kinds = { receipt: { kind: "transactional" }, recall: { kind: "transactional" } };
const SERVES = {
  id: "serves",
  start: { on: "purchase", again: "always" },
  steps: [{ send: "receipt" }, { wait: "2 days" }, { send: "recall" }],
} satisfies Authored;
const MIXED = {
  id: "mixed",
  start: { on: "purchase", again: "always" },
  steps: [{ send: "receipt" }, { wait: "1 day" }, { send: "news" }],
} satisfies Authored;
const MARKETS = { id: "markets", steps: [{ send: "hello" }, { wait: "1 day" }, { send: "news" }] } satisfies Authored;

const saysNo = (shop: TestWorld) => shop.tells(learned("ann", says(false, shop.now()), { at: shop.now() }));

describe("a message that serves the customer", () => {
  it("goes out without consent, beside a limit and outside of the shop's hours, and is not counted", async () => {
    const shop = world({
      campaigns: [SERVES, MARKETS],
      kinds: KINDS,
      shop: { consent: "double-opt-in", sending: { hours: "13:00-20:00", atMost: "1 per 7 days" } },
    });
    await shop.tells(purchase("ann"));
    expect(shop.mails()).toEqual(["ann receipt"]);
    expect((await shop.contact("ann")).sent).toEqual([]);
    await shop.passes(3 * DAY);
    expect(shop.mails()).toEqual(["ann receipt", "ann recall"]);
    expect(shop.mailer.taken.map(({ mail }) => mail.headers)).toEqual([{}, {}]);
  });

  it("keeps the hours of its own campaign", async () => {
    const shop = world({ campaigns: [{ ...SERVES, sending: { hours: "13:00-20:00" } }], kinds: KINDS });
    await shop.tells(purchase("ann"));
    expect(shop.mails()).toEqual([]);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann receipt"]);
  });

  it.each<[string, (shop: TestWorld) => Promise<unknown>]>([
    ["over a link", (shop) => shop.unsubscribes("ann", "receipt")],
    ["in an event of the shop", saysNo],
  ])("goes on after a no %s; marketing ends", async (_where, says) => {
    const shop = world({ campaigns: [SERVES, MIXED, MARKETS], kinds: KINDS });
    await shop.tells(purchase("ann"));
    await says(shop);
    await shop.passes(10 * DAY);
    expect(shop.mails().sort()).toEqual(["ann hello", "ann recall", "ann receipt", "ann receipt"]);
    expect((await shop.enrollment("ann", "serves")).outcome).toBe("completed");
    expect((await shop.enrollment("ann", "mixed")).outcome).toBe("unsubscribed");
    expect((await shop.enrollment("ann", "serves")).transactional).toBe(true);
  });

  it("starts for who said no, where its campaign has no other", async () => {
    const shop = world({ campaigns: [SERVES, MIXED, MARKETS], kinds: KINDS });
    await saysNo(shop);
    const led = await shop.tells(purchase("ann", { at: shop.now() }));
    expect(led.enrolled.map(({ campaign }) => campaign)).toEqual(["serves"]);
    expect(led.passed.map(({ campaign, why }) => `${campaign}: ${why}`)).toEqual([
      "mixed: said no to marketing",
      "markets: said no to marketing",
    ]);
    await shop.passes(DAY);
    expect(shop.mails()).toEqual(["ann receipt"]);
  });

  it("ends when its address is dead", async () => {
    const shop = world({ campaigns: [SERVES], kinds: KINDS });
    await shop.tells(purchase("ann"));
    await shop.engages({ fact: "bounced", message: shop.sendId("ann", "receipt"), at: shop.now(), kind: "hard" });
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann receipt"]);
    expect((await shop.enrollment("ann", "serves")).outcome).toBe("bounced");
  });
});

describe("while marketing is paused", () => {
  const ASKED = {
    id: "asked",
    steps: [
      { branch: [{ if: { "customer.orders": { atLeast: 9 } }, steps: [{ send: "receipt" }] }] },
      { send: "recall" },
    ],
  } satisfies Authored;

  it("marketing is held, and what serves the customer passes", async () => {
    const shop = world({ campaigns: [SERVES, MIXED, MARKETS, ASKED], kinds: KINDS });
    await pause(shop.deps, "marketing", "complaints");
    await shop.tells(purchase("ann"));
    await shop.passes(5 * DAY);
    expect(shop.mails().sort()).toEqual(["ann recall", "ann recall", "ann receipt", "ann receipt"]);
    await resume(shop.deps, "marketing", ["serves", "mixed", "markets", "asked"]);
    await shop.passes(5 * DAY);
    expect(shop.mails().slice(4).sort()).toEqual(["ann hello", "ann news", "ann news"]);
  });

  it("it is held also when its own campaign goes on; when all go on, what is paused by itself stays", async () => {
    const shop = world({ campaigns: [MARKETS, { ...MARKETS, id: "other" }], kinds: KINDS });
    await pause(shop.deps, "marketing", "complaints");
    await pause(shop.deps, { campaign: "markets" });
    await shop.tells(purchase("ann"));
    await resume(shop.deps, { campaign: "markets" }, ["markets", "other"]);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual([]);
    await pause(shop.deps, { campaign: "other" });
    await resume(shop.deps, "marketing", ["markets", "other"]);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann hello"]);
  });

  it("a message that is held is not late for it", async () => {
    const shop = world({ campaigns: [MARKETS], shop: { sending: { hours: "13:00-20:00", lateAfter: "2 hours" } } });
    await shop.tells(purchase("ann"));
    await pause(shop.deps, "marketing", "complaints");
    await shop.passes(3 * DAY + 2 * HOUR);
    await resume(shop.deps, "marketing", ["markets"]);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann hello"]);
  });
});

describe("days and dates", () => {
  it("hold a message for the next one that is open", async () => {
    // It begins on a Thursday, at noon.
    const shop = world({
      campaigns: [{ steps: [{ wait: "1 day" }, { send: "hello" }] }],
      shop: {
        sending: { days: ["monday", "friday"], notOn: ["01-02"], hours: "09:00-10:00", lateAfter: "7 days" },
      },
    });
    await shop.tells(purchase("ann"));
    await shop.passes(10 * DAY);
    expect(shop.mailer.taken.map(({ at }) => new Date(at).toISOString())).toEqual(["2026-01-05T09:00:00.000Z"]);
  });

  it("drop it, where it is not to wait, and the journey goes on", async () => {
    const shop = world({
      campaigns: [{ steps: [{ send: "hello" }, { wait: "4 days" }, { send: "news" }] }],
      shop: { sending: { days: ["monday"], ifClosed: "drop" } },
    });
    await shop.tells(purchase("ann"));
    await shop.passes(10 * DAY);
    expect((await shop.sends("ann")).map(({ reason, state }) => reason ?? state)).toEqual(["closed", "sent"]);
  });
});

describe("a topic that was declined", () => {
  it("withholds its messages, and the journey goes on", async () => {
    const shop = world({
      campaigns: [
        { steps: [{ send: "offer" }, { waitFor: { clicked: "offer" }, within: "3 days", else: [{ send: "news" }] }] },
      ],
      kinds: { offer: { kind: "marketing", topic: "offers" } },
      shop: { topics: { offers: { name: "Offers" } } },
    });
    const consent = { topics: { offers: false }, at: new Date(shop.now()).toISOString(), source: "page" };
    await shop.tells(purchase("ann", { customer: { email: "ann@mail.example", consent } }));
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann news"]);
    await shop.engages({
      fact: "preferred",
      customer: "ann",
      at: shop.now(),
      source: "page",
      topics: { offers: true },
    });
    await shop.tells(happened("nothing", "ann", { at: shop.now() }));
    expect((await shop.contact("ann")).topics).toMatchObject({ offers: { on: true } });
  });
});
