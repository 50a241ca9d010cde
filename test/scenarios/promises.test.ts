import { describe, expect, it } from "vitest";
import { NotSent } from "../../lib/journey/ports.ts";
import { ASKS, TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { DAY, HOUR, happened, learned, MINUTE, purchase, says } from "../support/events.ts";
import { type Authored, givenCampaign } from "../support/shop.ts";
import { world } from "../support/world.ts";

describe("1. no message twice", () => {
  it("sends again what the mailer refused for a moment, once", async () => {
    const shop = world({ campaigns: [TWO_MAILS], mailer: { sendEventAfter: "never" } });
    shop.mailer.throws.push(new NotSent("slow down", false), new NotSent("slow down", false));
    await shop.tells(purchase("ann"));
    expect(shop.mails()).toEqual([]);
    await shop.passes(5 * MINUTE);
    expect(shop.mails()).toEqual(["ann hello"]);
    expect((await shop.contact("ann")).sent).toHaveLength(1);
  });

  it("does not try again what the mailer will never take, and goes on", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    shop.mailer.throws.push(new NotSent("no such domain", true));
    await shop.tells(purchase("ann"));
    await shop.passes(4 * DAY);
    expect((await shop.sends("ann")).map(({ step, state, reason }) => [step, state, reason])).toEqual([
      ["hello", "withheld", "refused"],
      ["news", "sent", undefined],
    ]);
  });

  it("completes a claim whose answer got lost by the Send event", async () => {
    const shop = world({ campaigns: [ASKS], mailer: { sendEventAfter: MINUTE } });
    await lose(shop, "mailer.send");
    await shop.tells(purchase("ann"));
    expect((await shop.sends("ann"))[0]?.state).toBe("claimed");
    await shop.passes(2 * MINUTE);
    expect((await shop.sends("ann"))[0]?.state).toBe("sent");
    await shop.reacts("clicked", "ann", "hello");
    expect(shop.mails()).toEqual(["ann hello", "ann guide"]);
  });

  it("gives a claim up after fifteen minutes without a Send event, and the journey goes on", async () => {
    const shop = world({ campaigns: [ASKS], mailer: { sendEventAfter: "never" } });
    await lose(shop, "mailer.send");
    await shop.tells(purchase("ann"));
    await shop.passes(14 * MINUTE);
    expect((await shop.sends("ann"))[0]?.state).toBe("claimed");
    await shop.passes(2 * MINUTE);
    expect((await shop.sends("ann"))[0]?.state).toBe("unconfirmed");
    await shop.passes(4 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "ann reminder"]);
    expect(shop.figures.get("welcome hello unconfirmed")).toBe(1);
  });

  /** The reply to the first such call gets lost. */
  async function lose(shop: ReturnType<typeof world>, name: string): Promise<void> {
    const calm = world({ campaigns: [ASKS] });
    await calm.tells(purchase("ann"));
    shop.faults.plan.push({ call: calm.faults.trace.indexOf(name) + 1, when: "after" });
  }
});

describe("2. no purchase lost, none counted twice", () => {
  it("counts an event once, however often and late it is delivered", async () => {
    const shop = world({ campaigns: [TWO_MAILS, WIN_BACK] });
    const first = purchase("ann");
    await shop.tells(first);
    await shop.tells(purchase("ann", { at: shop.now() + 1 }));
    for (const days of [0, 1, 30, 100]) {
      await shop.passes(days * DAY);
      expect((await shop.tells(first)).applied).toBe(false);
    }
    expect(await shop.profile("ann")).toMatchObject({ orders: 2, spent: { USD: 60 } });
    expect(new Set(shop.transitions.map(({ execution }) => execution)).size).toBe(2);
    expect(shop.mails()).toEqual(["ann hello", "ann news", "ann we-miss-you"]);
  });
});

describe("4. no mail to those who said no", () => {
  it("does not mail a customer who unsubscribed while waiting", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann"));
    await shop.passes(DAY);
    await shop.unsubscribes("ann");
    await shop.passes(30 * DAY);
    expect(shop.mails()).toEqual(["ann hello"]);
    expect((await shop.enrollment("ann")).outcome).toBe("unsubscribed");
    expect(shop.ends.map(({ status }) => status)).toEqual(["ABORTED"]);
  });

  it("stops every journey and schedule at a profile event with a no", async () => {
    const shop = world({ campaigns: [TWO_MAILS, WIN_BACK] });
    await shop.tells(purchase("ann"));
    const led = await shop.tells(learned("ann", says(false, shop.now()), { at: shop.now() }));
    expect(led.ended.map(({ campaign }) => campaign).sort()).toEqual(["welcome", "win-back"]);
    await shop.passes(100 * DAY);
    expect(shop.mails()).toEqual(["ann hello"]);
  });

  it("starts nothing for who said no, and again for who said yes again", async () => {
    const shop = world({ campaigns: [{ ...TWO_MAILS, start: { on: "purchase", again: "always" } }] });
    await shop.tells(purchase("ann"));
    await shop.unsubscribes("ann");
    await shop.passes(DAY);
    expect((await shop.tells(purchase("ann", { at: shop.now() }))).passed).toEqual([
      { campaign: "welcome", why: "said no to marketing" },
    ]);
    await shop.passes(DAY);
    await shop.tells(learned("ann", says(true, shop.now()), { at: shop.now() }));
    await shop.passes(DAY);
    await shop.tells(purchase("ann", { at: shop.now() }));
    expect(shop.mails()).toEqual(["ann hello", "ann hello"]);
  });

  it("never mails an address again that bounced for good, whoever it belongs to", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann", { customer: { email: "Both@Mail.example" } }));
    await shop.tells(purchase("bob", { customer: { email: "both@mail.example" } }));
    const message = shop.sendId("ann", "hello");
    await shop.engages({ fact: "bounced", message, at: shop.now(), kind: "hard" });
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob hello"]);
    expect((await shop.enrollment("ann")).outcome).toBe("bounced");
    expect((await shop.enrollment("bob")).outcome).toBe("suppressed");
  });

  it("goes on after a bounce that may pass", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann"));
    await shop.engages({ fact: "bounced", message: shop.sendId("ann", "hello"), at: shop.now(), kind: "soft" });
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "ann news"]);
  });

  it("takes a complaint for a no", async () => {
    const shop = world({ campaigns: [TWO_MAILS, WIN_BACK] });
    await shop.tells(purchase("ann"));
    await shop.engages({ fact: "complained", message: shop.sendId("ann", "hello"), at: shop.now() });
    await shop.passes(100 * DAY);
    expect(shop.mails()).toEqual(["ann hello"]);
    expect((await shop.contact("ann")).consent).toMatchObject({ marketing: false, source: "complaint" });
    expect((await shop.enrollment("ann", "win-back")).outcome).toBe("complained");
  });

  it("withholds from who never said yes where the shop is strict", async () => {
    const shop = world({ campaigns: [TWO_MAILS], shop: { consent: "strict" } });
    await shop.tells(purchase("ann"));
    await shop.passes(DAY);
    await shop.tells(learned("ann", says(true, shop.now()), { at: shop.now() }));
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann news"]);
  });

  it("asks again after the night: who says no meanwhile is left alone", async () => {
    const shop = world({ campaigns: [TWO_MAILS], shop: { sending: { hours: "09:00-12:00" } } });
    await shop.tells(purchase("ann"));
    await shop.passes(10 * HOUR);
    await shop.tells(learned("ann", says(false, shop.now()), { at: shop.now() }));
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual([]);
  });
});

describe("5. nobody is annoyed", () => {
  it("gives the last place of a limit to one of three campaigns", async () => {
    const shop = world({
      shop: { sending: { atMost: "1 per 7 days" } },
      campaigns: ["one", "two", "three"].map((id) => ({ id, steps: [{ send: `hello-${id}` }] })),
    });
    await shop.tells(purchase("ann"));
    await shop.passes(DAY);
    expect(shop.mails()).toHaveLength(1);
    expect((await shop.sends("ann")).filter(({ reason }) => reason === "too many")).toHaveLength(2);
  });

  it("counts the messages of all campaigns in any span, not by calendar", async () => {
    const shop = world({
      shop: { sending: { atMost: "2 per 7 days" } },
      campaigns: [
        { steps: [{ send: "a" }, { wait: "6 days" }, { send: "b" }, { wait: "12 hours" }, { send: "c" }] },
        { id: "other", steps: [{ wait: "8 days" }, { send: "d" }] },
      ],
    });
    await shop.tells(purchase("ann"));
    await shop.passes(30 * DAY);
    // c is the third within 7 days; d comes when a has left the span.
    expect(shop.mails()).toEqual(["ann a", "ann b", "ann d"]);
  });
});

describe("6. in flight is safe", () => {
  const edit = (shop: ReturnType<typeof world>, authored: Authored): void => {
    const { rules, machine } = givenCampaign(authored);
    shop.engine.register(rules.campaign, rules.version, machine);
    shop.deps.campaigns = [rules];
  };

  it("lets people finish the steps they started with", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann"));
    edit(shop, { steps: [{ send: "shiny" }] });
    await shop.tells(purchase("bob"));
    await shop.passes(10 * DAY);
    expect(shop.mails()).toEqual(["ann hello", "bob shiny", "ann news"]);
    expect((await shop.enrollment("ann")).version).not.toBe((await shop.enrollment("bob")).version);
  });

  it("begins the version that was scheduled", async () => {
    const shop = world({ campaigns: [WIN_BACK] });
    await shop.tells(purchase("ann"));
    edit(shop, { ...WIN_BACK, steps: [{ wait: "60 days" }, { send: "shiny" }] });
    await shop.passes(61 * DAY);
    expect(shop.mails()).toEqual(["ann we-miss-you"]);
  });

  it("stops people by the rules they started with", async () => {
    const shop = world({ campaigns: [{ ...TWO_MAILS, stop: [{ on: "returned" }] }] });
    await shop.tells(purchase("ann"));
    edit(shop, { ...TWO_MAILS, stop: [{ on: "visited" }] });
    await shop.tells(happened("visited", "ann", { at: shop.now() + 1 }));
    expect((await shop.enrollment("ann")).status).toBe("running");
    await shop.tells(happened("returned", "ann", { at: shop.now() + 2 }));
    expect((await shop.enrollment("ann")).outcome).toBe("returned");
  });
});

describe("8. a fault of one holds up nobody else", () => {
  it("withholds a message that cannot be written and sends the next customer's", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    shop.unrenderable.add("ann");
    await shop.tells(purchase("ann"));
    await shop.tells(purchase("bob"));
    expect(shop.mails()).toEqual(["bob hello"]);
    shop.unrenderable.clear();
    await shop.passes(4 * DAY);
    expect(shop.mails()).toEqual(["bob hello", "ann news", "bob news"]);
    expect(shop.engine.deadLetters()).toEqual([]);
  });

  it("records that there is no address, and goes on", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann", { customer: { firstName: "Ann" } }));
    await shop.passes(4 * DAY);
    expect((await shop.sends("ann")).map(({ reason }) => reason)).toEqual(["no address", "no address"]);
    expect((await shop.enrollment("ann")).outcome).toBe("completed");
  });
});
