import { describe, expect, it } from "vitest";
import { keys } from "../../lib/journey/records.ts";
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
    const answer = await preferences(`${both}&topic=offers&yes=1`);
    expect((await contact("ann")).consent).toEqual({
      marketing: true,
      at: clock.now,
      confirmed: clock.now,
      source: "preferences page",
      wording: "Yes, Blue Cup Coffee may send me news and offers by e-mail. I can stop this at any time.",
    });
    expect(answer.text).toContain("Stop all news and offers");
    expect((await contact("ann")).topics?.offers?.on).toBe(true);
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
    expect((await preferences(`${both}&yes=1`)).text).toContain("Stop everything");
  });

  it("promises nothing to an address that is never mailed", async () => {
    const { preferences, deps } = await givenReader({ topics: TOPICS });
    const address = keys.address(deps.addresses.hash("ann@mail.example"));
    await deps.table.write({ update: address, set: { suppressed: { reason: "complained", at: 1 } } });
    const { text } = await preferences();
    expect(text).toContain("We do not write to your address any more");
    expect(text).not.toContain("<form");
  });

  it("does not say saved when it is not", async () => {
    const { preferences, ports } = await givenReader({ topics: TOPICS });
    ports.say = async () => {};
    for (const form of [both, `${both}&yes=1`, "no=1"]) expect((await preferences(form)).status).toBe(503);
  });

  it("of a customer who is not known any more can still take a no", async () => {
    const { follow, ports } = await givenReader();
    const link = ports.links.preferences("bob");
    expect((await follow("p", link)).status).toBe(200);
    expect((await follow("p", link, "no=1")).status).toBe(200);
  });
});
