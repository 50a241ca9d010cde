import { describe, expect, it } from "vitest";
import { backfill } from "../../lib/journey/backfill.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { expiry, isForgotten } from "../../lib/journey/keep.ts";
import { keys } from "../../lib/journey/keys.ts";
import { REFILL, TWO_MAILS } from "../support/campaigns.ts";
import { DAY, HOUR, happened, learned, purchase, says } from "../support/events.ts";
import { givenCampaign } from "../support/shop.ts";
import { type TestWorld, world } from "../support/world.ts";

const KEEP = { messages: "100 days", events: "50 days", journeys: "200 days" };
const AGAIN = { ...TWO_MAILS, start: { on: "purchase", again: "always" as const }, stop: [{ on: "purchase" }] };

/** Epoch seconds, as DynamoDB's TTL reads them. */
const inSeconds = (at: number): number => Math.ceil(at / 1000);

/** The `expires` of each record whose sort key begins so. */
async function expiries(shop: TestWorld, prefix: string): Promise<(number | undefined)[]> {
  const { items } = await shop.table.query("customer#ann", { prefix });
  return items.map(({ expires }) => expires).sort();
}

/** Ann buys twice, is written to, and her first journey has made way for the second. */
async function givenAnn(keep?: Record<string, string>): Promise<{ shop: TestWorld; first: number; second: number }> {
  const shop = world({ campaigns: [AGAIN], ...(keep === undefined ? {} : { shop: { keep } }) });
  const first = shop.now();
  await shop.tells(purchase("ann"));
  await shop.passes(HOUR);
  const second = shop.now();
  await shop.tells(purchase("ann", { at: second }));
  return { shop, first, second };
}

describe("what is kept, and for how long", () => {
  it("is what shop.json says: messages, markers of events and past journeys each have their time", async () => {
    const { shop, first, second } = await givenAnn(KEEP);
    expect(await expiries(shop, "event#")).toEqual([first, second].map((at) => inSeconds(at + 50 * DAY)));
    expect(await expiries(shop, "send#")).toEqual([first, second].map((at) => inSeconds(at + 100 * DAY)));
    expect(await expiries(shop, "past#")).toEqual([inSeconds(second + 200 * DAY)]);
  });

  it("is 400 days for messages unless said, and for ever for everything else", async () => {
    const { shop, first, second } = await givenAnn();
    expect(new Set(await expiries(shop, "event#"))).toEqual(new Set([undefined]));
    expect(await expiries(shop, "send#")).toEqual([first, second].map((at) => inSeconds(at + 400 * DAY)));
    expect(await expiries(shop, "past#")).toEqual([undefined]);
  });

  it("never has an end for contact, profile, the journey one is in, and evidence of consent", async () => {
    const { shop } = await givenAnn(KEEP);
    await shop.tells(learned("ann", says(true, shop.now())));
    expect(await expiries(shop, "@")).toEqual([undefined, undefined, undefined]);
    expect(await expiries(shop, "consent#")).toEqual([undefined]);
  });

  it("is in whole seconds, and never earlier than said", () => {
    expect(expiry({ keep: { messages: "31 days" } }, "messages", 1_001)).toEqual({ expires: 2 + 31 * 86_400 });
  });
});

describe("an event from before what is remembered", () => {
  it("is not applied, and that is told without a word of the customer", async () => {
    const shop = world({ campaigns: [TWO_MAILS], shop: { keep: KEEP } });
    const lines: unknown[][] = [];
    const old = purchase("ann", { at: shop.now() - 50 * DAY - 1, id: "o-1" });
    const enrolled = await enroll({ ...shop.deps, log: (...line) => void lines.push(line) }, old);
    expect(enrolled).toMatchObject({ applied: false, enrolled: [] });
    expect(lines).toEqual([["warn", "an event from before what is remembered", { event: "o-1" }]]);
    expect((await shop.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });

  it("is one older than keep.events to the millisecond; without keep.events there is none", async () => {
    const now = 1_000 * DAY;
    expect(isForgotten({ keep: { events: "50 days" } }, now - 50 * DAY, now)).toBe(false);
    expect(isForgotten({ keep: { events: "50 days" } }, now - 50 * DAY - 1, now)).toBe(true);
    expect(isForgotten({ keep: { messages: "50 days" } }, 0, now)).toBe(false);
    expect(isForgotten({}, 0, now)).toBe(false);
  });

  it("is never counted twice when its marker is gone: until then it is known, from then on refused", async () => {
    for (const ahead of [0, -2 * DAY, HOUR]) {
      const shop = world({ campaigns: [], shop: { keep: KEEP } });
      const event = purchase("ann", { at: shop.now() + ahead });
      await shop.tells(event);
      const { eventId } = event;
      const marker = await shop.table.get(keys.event("ann", eventId));
      // The moment from which DynamoDB may have removed it.
      await shop.passes(Number(marker?.expires) * 1000 + 1 - shop.now());
      await shop.table.write({ delete: keys.event("ann", eventId) });
      await shop.tells(event);
      expect([ahead, (await shop.table.get(keys.profile("ann")))?.orders]).toEqual([ahead, 1]);
    }
  });

  it("still says no: words on consent go by their own time, and end marketing journeys", async () => {
    const shop = world({ campaigns: [TWO_MAILS], shop: { keep: KEEP } });
    await shop.tells(purchase("ann"));
    const at = shop.now() - 60 * DAY;
    const late = learned("ann", { ...says(false, at), firstName: "Old" }, { at });
    for (let times = 0; times < 2; times++) await shop.tells(late);
    const contact = await shop.table.get(keys.contact("ann"));
    expect(contact).toMatchObject({ consent: { marketing: false, at } });
    expect(contact).not.toHaveProperty("firstName");
    expect((await shop.table.query("customer#ann", { prefix: "consent#" })).items).toHaveLength(1);
    expect(await shop.table.get(keys.enrollment("ann", "welcome"))).toMatchObject({ outcome: "unsubscribed" });
    const before = shop.mails().length;
    await shop.passes(30 * DAY);
    expect(shop.mails()).toHaveLength(before);
  });

  it("does not undo a later word, nor stop anything by a late yes", async () => {
    const shop = world({ campaigns: [TWO_MAILS], shop: { keep: KEEP } });
    await shop.tells(purchase("ann", { customer: { email: "ann@mail.example", ...says(true, shop.now()) } }));
    const at = shop.now() - 60 * DAY;
    await shop.tells(learned("ann", says(false, at), { at }));
    await shop.tells(learned("ann", says(true, at - DAY), { at: at - DAY }));
    expect(await shop.table.get(keys.contact("ann"))).toMatchObject({ consent: { marketing: true, at: shop.now() } });
    expect(await shop.table.get(keys.enrollment("ann", "welcome"))).toMatchObject({ status: "running" });
    expect((await shop.table.query("customer#ann", { prefix: "consent#" })).items).toHaveLength(3);
  });

  it("says nothing else, and is nobody's record, when it has no word on consent", async () => {
    const shop = world({ campaigns: [], shop: { keep: KEEP } });
    await shop.tells(happened("review", "ann", { at: shop.now() - 60 * DAY }));
    expect((await shop.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });

  it("may still be what a past customer is enrolled by: that counts nothing", async () => {
    const shop = world({ campaigns: [REFILL], shop: { keep: KEEP } });
    await shop.tells(purchase("ann", { at: shop.now() }));
    const { rules } = givenCampaign({ ...TWO_MAILS, id: "later" }, shop.deps.shop);
    const old = purchase("ann", { at: shop.now() - 60 * DAY });
    const result = await backfill(shop.deps, rules, "ann", [old], { late: "start", dry: true });
    expect(result).toMatchObject({ enrolled: true });
  });
});
