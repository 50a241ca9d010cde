import { describe, expect, it } from "vitest";
import { ASKS, AWAITS_DELIVERY, REFILL, TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { DAY, HOUR, happened, MINUTE, purchase, refund } from "../support/events.ts";
import { world } from "../support/world.ts";

describe("a journey with a leading wait", () => {
  it("takes no transition when a purchase stops it before it begins", async () => {
    const shop = world({
      campaigns: [{ ...WIN_BACK, start: { on: "purchase", if: { "order.total": { atLeast: 20 } } } }],
    });
    await shop.tells(purchase("ann"));
    await shop.passes(59 * DAY);
    await shop.tells(purchase("ann", { at: shop.now(), order: { total: 5 } }));
    await shop.passes(200 * DAY);
    expect(await shop.enrollment("ann", "win-back")).toMatchObject({ status: "ended", outcome: "won back" });
    expect(shop.transitions).toEqual([]);
    expect(shop.mails()).toEqual([]);
  });

  it("begins when nobody stops it, and speaks", async () => {
    const shop = world({ campaigns: [WIN_BACK] });
    await shop.tells(purchase("ann"));
    await shop.passes(60 * DAY - 1);
    expect(shop.mails()).toEqual([]);
    await shop.passes(1);
    expect(shop.mails()).toEqual(["ann we-miss-you"]);
    await shop.passes(DAY);
    expect(await shop.enrollment("ann", "win-back")).toMatchObject({ status: "ended", outcome: "completed" });
  });

  it("is restarted by each purchase that both stops and starts it", async () => {
    const shop = world({ campaigns: [REFILL] });
    for (let days = 0; days < 60; days += 20) {
      await shop.tells(purchase("ann", { at: shop.now() }));
      await shop.passes(20 * DAY);
    }
    expect(shop.mails()).toEqual([]);
    expect((await shop.past("ann")).map(({ outcome }) => outcome)).toEqual(["reordered", "reordered"]);
    await shop.passes(5 * DAY);
    expect(shop.mails()).toEqual(["ann running-low"]);
    expect(shop.transitions).toHaveLength(1);
  });

  it("counts a purchase after it began as its conversion, and starts anew by it", async () => {
    const shop = world({ campaigns: [REFILL] });
    await shop.tells(purchase("ann"));
    await shop.passes(27 * DAY);
    const led = await shop.tells(purchase("ann", { at: shop.now(), order: { total: 12.5 } }));
    expect(led).toMatchObject({ goals: ["refill"], enrolled: [{ campaign: "refill" }] });
    expect((await shop.past("ann"))[0]).toMatchObject({
      outcome: "completed",
      goalValue: { total: 12.5, currency: "USD" },
    });
    expect(shop.figures.get("refill  converted")).toBe(1);
    expect(shop.figures.get("refill  revenue USD")).toBe(12.5);
  });
});

describe("a journey that waits for something", () => {
  it("takes then at the click", async () => {
    const shop = world({ campaigns: [ASKS] });
    await shop.tells(purchase("ann"));
    await shop.passes(5 * HOUR);
    await shop.reacts("clicked", "ann", "hello");
    expect(shop.mails()).toEqual(["ann hello", "ann guide"]);
    await shop.passes(30 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "ann guide"]);
  });

  it("takes else after silence, to the second", async () => {
    const shop = world({ campaigns: [ASKS] });
    await shop.tells(purchase("ann"));
    await shop.reacts("opened", "ann", "hello");
    await shop.passes(3 * DAY - 1000);
    expect(shop.mails()).toEqual(["ann hello"]);
    await shop.passes(1000);
    expect(shop.mails()).toEqual(["ann hello", "ann reminder"]);
  });

  it("takes else at once when the message was withheld, for nobody can react to it", async () => {
    const shop = world({ campaigns: [ASKS] });
    shop.unrenderable.add("ann");
    await shop.tells(purchase("ann"));
    await shop.passes(MINUTE);
    expect((await shop.sends("ann")).map(({ step, state, reason }) => [step, state, reason])).toEqual([
      ["hello", "withheld", "template fault"],
      ["reminder", "withheld", "template fault"],
    ]);
  });

  it("goes on at the event it waits for", async () => {
    const shop = world({ campaigns: [AWAITS_DELIVERY] });
    await shop.tells(purchase("ann"));
    await shop.passes(2 * DAY);
    await shop.tells(happened("delivery", "ann", { at: shop.now() }));
    expect(shop.mails()).toEqual(["ann how-is-it"]);
  });

  it("is not answered by the event that started it", async () => {
    const shop = world({
      campaigns: [
        {
          start: { on: "delivery" },
          steps: [{ waitFor: { on: "delivery" }, within: "1 day", else: [{ exit: "once" }] }],
        },
      ],
    });
    await shop.tells(happened("delivery", "ann"));
    await shop.passes(DAY);
    expect((await shop.enrollment("ann")).outcome).toBe("once");
  });

  it("sees an engagement that came before the wait was registered", async () => {
    const shop = world({
      campaigns: [
        {
          steps: [
            { send: "hello" },
            { send: "news" },
            { waitFor: { clicked: "hello" }, within: "1 day", then: [{ exit: "keen" }] },
          ],
        },
      ],
    });
    await shop.tells(purchase("ann"));
    await shop.reacts("clicked", "ann", "hello");
    await shop.passes(MINUTE);
    expect((await shop.enrollment("ann")).outcome).toBe("keen");
  });

  it("sees an event that came while its message was on the way", async () => {
    // The call that registers the wait fails at first, and the event comes before it is made again.
    const calm = world({ campaigns: [AWAITS_DELIVERY] });
    await calm.tells(purchase("ann"));
    const shop = world({ campaigns: [AWAITS_DELIVERY], faults: [{ call: calm.faults.calls - 1, when: "before" }] });
    await shop.tells(purchase("ann"));
    expect(Object.keys(await shop.profile("ann")).some((name) => name.startsWith("wait#"))).toBe(false);
    await shop.tells(happened("delivery", "ann", { at: shop.now() + 1 }));
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann how-is-it"]);
  });
});

describe("a refund", () => {
  it("stops the journey of its own order, and no other", async () => {
    const stop = [{ on: "refund" as const }];
    const shop = world({
      campaigns: [
        { ...TWO_MAILS, id: "first", start: { on: "purchase" }, stop },
        { ...TWO_MAILS, id: "second", start: { on: "purchase", if: { "customer.orders": { atLeast: 2 } } }, stop },
      ],
    });
    await shop.tells(purchase("ann", { order: { id: "o-1" } }));
    await shop.passes(DAY);
    await shop.tells(purchase("ann", { at: shop.now(), order: { id: "o-2" } }));
    await shop.tells(refund("ann", "o-2", { at: shop.now() }));
    expect((await shop.enrollment("ann", "first")).status).toBe("running");
    expect(await shop.enrollment("ann", "second")).toMatchObject({ status: "ended", outcome: "refund" });
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "ann hello", "ann news"]);
  });
});

describe("hours and lateness", () => {
  const shop = { sending: { hours: "09:00-12:00" } };

  it("holds a message until the customer's morning, and then counts its wait", async () => {
    const night = world({ campaigns: [TWO_MAILS], shop });
    await night.tells(purchase("ann"));
    expect(night.mails()).toEqual([]);
    await night.passes(21 * HOUR);
    expect(night.mailer.taken.map(({ at }) => new Date(at).toISOString())).toEqual(["2026-01-02T09:00:00.000Z"]);
    await night.passes(3 * DAY);
    expect(night.mailer.taken.map(({ at }) => new Date(at).toISOString())[1]).toBe("2026-01-05T09:00:00.000Z");
  });

  it("follows the customer's own clock", async () => {
    const bangkok = world({ campaigns: [TWO_MAILS], shop });
    await bangkok.tells(purchase("ann", { customer: { email: "ann@mail.example", timeZone: "Asia/Bangkok" } }));
    await bangkok.passes(DAY);
    // 19:00 in Bangkok when the purchase came.
    expect(bangkok.mailer.taken.map(({ at }) => new Date(at).toISOString())).toEqual(["2026-01-02T02:00:00.000Z"]);
  });

  it("drops a message that could only go out too late, and goes on", async () => {
    const late = world({ campaigns: [TWO_MAILS], shop: { sending: { hours: "09:00-12:00", lateAfter: "12 hours" } } });
    await late.tells(purchase("ann"));
    await late.passes(30 * DAY);
    expect((await late.sends("ann")).map(({ step, reason }) => [step, reason])).toEqual([
      ["hello", "too late"],
      ["news", "too late"],
    ]);
    expect((await late.enrollment("ann")).outcome).toBe("completed");
  });

  it("starts nothing for an event whose time had gone by, and keeps it in the profile", async () => {
    const shopOf = world({ campaigns: [WIN_BACK] });
    const { passed } = await shopOf.tells(purchase("ann", { at: shopOf.now() - 90 * DAY }));
    expect(passed).toEqual([{ campaign: "win-back", why: "its time had gone by" }]);
    expect(shopOf.mails()).toEqual([]);
  });

  it("sends at once what a schedule began late, for lateness counts from its own state", async () => {
    const shopOf = world({ campaigns: [WIN_BACK] });
    await shopOf.tells(purchase("ann", { at: shopOf.now() - 62 * DAY }));
    expect(shopOf.mails()).toEqual(["ann we-miss-you"]);
  });
});
