import { describe, expect, it } from "vitest";
import { says } from "../support/events.ts";
import { givenReader } from "./given.ts";

const YES = says(true, 1000);

describe("the confirmation of a yes", () => {
  it("asks first: a scanner that follows the link confirms nothing", async () => {
    const { confirm, events } = await givenReader({ consent: "double-opt-in" }, YES);
    const { text } = await confirm();
    expect(text).toContain("May Blue Cup Coffee write to you?");
    expect(text).toContain('<button class="main">Yes, write to me</button>');
    expect(events).toEqual([]);
  });

  it("is an event at the shop's own door, with the words that were agreed to", async () => {
    const { confirm, events, contact, clock } = await givenReader({ consent: "double-opt-in" }, YES);
    expect((await confirm("")).text).toContain("Thank you");
    const at = new Date(clock.now).toISOString();
    expect(events).toEqual([
      {
        type: "profile",
        eventId: expect.stringMatching(/^confirm-[\da-f]{16}$/),
        customerId: "ann",
        at,
        customer: {
          consent: {
            marketing: true,
            confirmed: true,
            at,
            source: "double opt-in",
            wording: "Yes, Blue Cup Coffee may send me news and offers by e-mail. I can stop this at any time.",
          },
        },
      },
    ]);
    expect((await contact("ann")).consent).toMatchObject({ marketing: true, confirmed: clock.now });
  });

  it("of the same yes is the same event; of a later yes it is another", async () => {
    const { confirm, events, ports, tells, clock } = await givenReader({}, YES);
    const { put } = ports;
    // Stored, and not applied yet.
    ports.put = async (event) => void events.push(event);
    await confirm("");
    clock.now += 1000;
    await confirm("");
    expect(events[1]?.eventId).toBe(events[0]?.eventId);
    ports.put = put;
    await confirm("");
    expect((await confirm()).text).toContain("Thank you");
    const known = events.length;
    await confirm("");
    expect(events).toHaveLength(known);
    clock.now += 1000;
    await tells(says(false, clock.now));
    clock.now += 1000;
    await tells(says(true, clock.now));
    await confirm("");
    expect(events.at(-1)?.eventId).not.toBe(events[0]?.eventId);
  });

  it("does not turn a no that was said since", async () => {
    const { confirm, unsubscribe, preferences, events, contact } = await givenReader({}, YES);
    await unsubscribe("");
    const { text } = await confirm("");
    expect(text).toContain("You have unsubscribed");
    expect(text).toContain("/p/");
    expect(events).toEqual([]);
    expect((await contact("ann")).consent?.marketing).toBe(false);
    expect((await preferences()).text).toContain("Write to me again");
  });

  it("is of an address: with another one, nobody can say yes for whoever reads that", async () => {
    const { confirm, tells, events, contact, clock } = await givenReader({}, YES);
    clock.now += 1000;
    await tells({ email: "ann@other.example" });
    for (const body of [undefined, ""]) expect((await confirm(body)).text).toContain("Your address has changed");
    expect(events).toEqual([]);
    expect((await contact("ann")).consent?.confirmed).toBeUndefined();
    expect((await confirm("", "Ann@OTHER.example")).text).toContain("Thank you");
  });

  it("needs a customer with an address", async () => {
    const { follow, ports, events } = await givenReader();
    const link = ports.links.confirm("bob", "0".repeat(32));
    expect((await follow("y", link, "")).text).toContain("Your address has changed");
    expect(events).toEqual([]);
  });

  it("that could not be stored is not confirmed", async () => {
    const { confirm, ports } = await givenReader({}, YES);
    ports.put = () => Promise.reject(new Error("no room"));
    await expect(confirm("")).rejects.toThrow("no room");
  });
});
