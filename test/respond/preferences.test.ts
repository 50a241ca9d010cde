import { describe, expect, it } from "vitest";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import { keys, partitionOf } from "../../lib/journey/keys.ts";
import { says } from "../support/events.ts";
import { givenReader, TOPICS } from "./given.ts";

const isChecked = (text: string, topic: string) =>
  new RegExp(`name="topic" value="${topic}" checked>`).test(text.replace(/\s+>/g, ">"));
const both = "shown=offers&shown=events";

describe("the page of preferences", () => {
  it("shows what the customer gets, as the sender would judge: opt-in topics wait to be chosen", async () => {
    const { preferences, tells, clock } = await givenReader({ topics: TOPICS });
    const before = (await preferences()).text;
    expect([isChecked(before, "offers"), isChecked(before, "events")]).toEqual([true, false]);
    const at = new Date(clock.now).toISOString();
    await tells({ consent: { topics: { offers: false, events: true }, at, source: "account page" } });
    const after = (await preferences()).text;
    expect([isChecked(after, "offers"), isChecked(after, "events")]).toEqual([false, true]);
  });

  it("keeps what is chosen, with its evidence, and says so", async () => {
    const { preferences, contact, words, clock } = await givenReader({ topics: TOPICS });
    const answer = await preferences(`${both}&topic=events`);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('role="status">Saved.');
    expect([isChecked(answer.text, "offers"), isChecked(answer.text, "events")]).toEqual([false, true]);
    const at = clock.now;
    expect((await contact("ann")).topics).toEqual({ offers: { on: false, at }, events: { on: true, at } });
    expect((await contact("ann")).consent).toBeUndefined();
    expect((await words()).at(-1)).toMatchObject({
      topics: { offers: false, events: true },
      source: "preferences page",
      email: "ann@mail.example",
    });
  });

  it("changes only topics that the customer had before their eyes and the shop has", async () => {
    const { preferences, contact } = await givenReader({ topics: TOPICS });
    const answer = await preferences("shown=offers&topic=offers&shown=secret&topic=secret&topic=events&x=1");
    expect(answer.status).toBe(200);
    expect(Object.keys((await contact("ann")).topics ?? {})).toEqual(["offers"]);
  });

  it.each(["", "x=1", "topic=offers", "shown=secret"])(
    "takes a form that says nothing for a look: %j",
    async (form) => {
      const { preferences, contact } = await givenReader({ topics: TOPICS });
      const answer = await preferences(form);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain("Saved.");
      expect((await contact("ann")).topics).toBeUndefined();
    },
  );

  it("stops everything by one button, and offers the way back", async () => {
    const { preferences, contact, enrollment } = await givenReader({ topics: TOPICS });
    const answer = await preferences("no=1");
    expect((await contact("ann")).consent).toMatchObject({ marketing: false, source: "preferences page" });
    expect((await enrollment("ann")).outcome).toBe("unsubscribed");
    expect(answer.text).toContain("At the moment we send you no news and offers.");
    expect(answer.text).toContain('name="yes" value="1">Write to me again');
    expect(answer.text).not.toContain('name="no"');
  });

  it("takes a yes again with the words it agreed to: said in the mailbox, it is confirmed, and overrules the mailbox's no", async () => {
    const { preferences, contact, unsubscribe, clock } = await givenReader({ topics: TOPICS });
    await unsubscribe("");
    clock.now += 1000;
    await preferences(`${both}&topic=offers&yes=1`);
    expect((await contact("ann")).consent).toEqual({
      marketing: true,
      at: clock.now,
      confirmed: clock.now,
      source: "preferences page",
      wording: "Yes, Blue Cup Coffee may send me news and offers by e-mail. I can stop this at any time.",
    });
    expect((await preferences()).text).toContain("Stop all news and offers");
    expect((await contact("ann")).topics).toMatchObject({ offers: { on: true }, events: { on: false } });
  });

  it("puts a yes through the shop's own door, and says that it is taken; said again before it counts, it is one event", async () => {
    const { preferences, contact, events, ports, clock } = await givenReader({ topics: TOPICS });
    await preferences("no=1");
    const { put } = ports;
    // Stored, and not applied yet.
    ports.put = async (event) => void events.push(event);
    for (let times = 0; times < 2; times++) {
      clock.now += 1000;
      const answer = await preferences("yes=1");
      expect(answer.status).toBe(200);
      expect(answer.text).toContain("Blue Cup Coffee has got your yes. It may take a moment until it counts.");
      expect(answer.text).not.toContain("Saved.");
    }
    expect((await contact("ann")).consent?.marketing).toBe(false);
    expect(events.map(({ type, eventId }) => [type, eventId])).toEqual([
      ["profile", expect.stringMatching(/^again-[\da-f]{16}$/)],
      ["profile", events[0]?.eventId],
    ]);
    ports.put = put;
    await put(events[0] as ShopEvent);
    const known = events.length;
    expect((await preferences("yes=1")).text).toContain("Saved.");
    expect(events).toHaveLength(known);
    clock.now += 1000;
    await preferences("no=1");
    clock.now += 1000;
    await preferences("yes=1");
    expect(events.at(-1)?.eventId).not.toBe(events[0]?.eventId);
    expect((await contact("ann")).consent?.marketing).toBe(true);
  });

  it("is followed by consent.given when a yes is said, so that campaigns start on it; topics alone are no such yes", async () => {
    const { preferences, deps, clock } = await givenReader({ consent: "strict", topics: TOPICS });
    const given = async () =>
      (await deps.table.query(partitionOf("ann"), { prefix: "event#" })).items
        .filter(({ type }) => type === "consent.given")
        .map(({ facts }) => facts);
    await preferences(`${both}&topic=offers`);
    expect(await given()).toEqual([]);
    const yes = { confirmed: true, toConfirm: false, source: "preferences page" };
    await preferences("yes=1");
    expect(await given()).toEqual([yes]);
    clock.now += 1000;
    await preferences("no=1");
    clock.now += 1000;
    await preferences("yes=1");
    expect(await given()).toEqual([yes, yes]);
  });

  it("does not take a yes that could not be stored", async () => {
    const { preferences, ports } = await givenReader();
    await preferences("no=1");
    ports.put = () => Promise.reject(new Error("no room"));
    await expect(preferences("yes=1")).rejects.toThrow("no room");
  });

  it("of a shop without topics has the button to stop, and nothing to save", async () => {
    const { preferences } = await givenReader();
    const { text } = await preferences();
    expect(text).toContain('name="no" value="1">Stop all news and offers');
    expect(text).not.toContain("<fieldset");
    expect(text).not.toContain("Save");
  });

  it.each([
    ["strict", {}],
    ["double-opt-in", says(true, 0)],
  ] as const)("of a %s shop asks for the yes that it lacks", async (consent, patch) => {
    const { preferences } = await givenReader({ consent, topics: TOPICS }, patch);
    expect((await preferences()).text).toContain('name="yes" value="1">Yes, write to me');
    expect((await preferences(`${both}&yes=1`)).text).toContain("Thank you");
    expect((await preferences()).text).toContain("Stop everything");
  });

  it("promises nothing to an address that is never mailed", async () => {
    const { preferences, deps } = await givenReader({ topics: TOPICS });
    const address = keys.address(deps.addresses.hash("ann@mail.example"));
    await deps.table.write({ update: address, set: { suppressed: { reason: "complained", at: 1 } } });
    for (const body of [undefined, "yes=1"]) {
      const { text } = await preferences(body);
      expect(text).toContain("We do not write to your address any more");
      expect(text).not.toContain("<form");
    }
  });

  it("does not say saved when it is not", async () => {
    const { preferences, ports, events } = await givenReader({ topics: TOPICS });
    ports.say = async () => {};
    for (const form of [both, `${both}&yes=1`, "no=1"]) expect((await preferences(form)).status).toBe(503);
    expect(events).toEqual([]);
  });

  it("of a customer who is not known any more can still take a no", async () => {
    const { follow, ports } = await givenReader();
    const link = ports.links.preferences("bob", "0".repeat(32));
    expect((await follow("p", link)).status).toBe(200);
    expect((await follow("p", link, "no=1")).status).toBe(200);
  });
});

describe("the page of preferences, from a mailbox that the customer has left", () => {
  const OLD = "ann@mail.example";
  const NEW = "ann@other.example";

  async function givenMoved() {
    const reader = await givenReader({ topics: TOPICS }, says(false, 0));
    reader.clock.now += 1000;
    await reader.tells({ email: NEW });
    const noOf = async (email: string) =>
      (await reader.deps.table.get(keys.address(reader.deps.addresses.hash(email))))?.no;
    return { ...reader, noOf };
  }

  it.each([undefined, "", "yes=1", `${both}&topic=events`, `${both}&topic=events&yes=1`])(
    "shows nothing and changes nothing: %j",
    async (body) => {
      const { preferences, contact, events, words } = await givenMoved();
      const before = [await contact("ann"), await words()];
      const { status, text } = await preferences(body, OLD);
      expect(status).toBe(200);
      expect(text).toContain("Your address has changed");
      expect(text).not.toMatch(/name="(topic|yes)"/);
      expect([await contact("ann"), await words()]).toEqual(before);
      expect(events).toEqual([]);
    },
  );

  it("takes a no, which is that mailbox's and the customer's, and shows no way to a yes", async () => {
    const { preferences, contact, noOf, tells, clock } = await givenMoved();
    await tells(says(true, clock.now));
    clock.now += 1000;
    expect((await preferences(undefined, OLD)).text).toContain('name="no" value="1">Stop all news and offers');
    const { text } = await preferences("no=1", OLD);
    expect(text).toContain("You are unsubscribed");
    expect(text).not.toContain("/p/");
    expect((await contact("ann")).consent).toMatchObject({ marketing: false, source: "preferences page" });
    expect(await noOf(OLD)).toMatchObject({ source: "preferences page" });
    expect(await noOf(NEW)).toBeUndefined();
  });

  it("is good again in the new one, in whichever spelling", async () => {
    const { preferences, contact } = await givenMoved();
    await preferences("yes=1", "Ann@OTHER.example");
    expect((await contact("ann")).consent).toMatchObject({ marketing: true, confirmed: expect.any(Number) });
  });
});
