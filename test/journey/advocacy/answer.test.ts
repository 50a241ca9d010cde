import { describe, expect, it } from "vitest";
import { keys } from "../../../lib/journey/keys.ts";
import { DAY, happened, MINUTE, purchase, START } from "../../support/events.ts";
import type { Authored } from "../../support/shop.ts";
import { type TestWorld, world } from "../../support/world.ts";
import { answers } from "./given.ts";

const ASKS = {
  steps: [
    { send: "how-likely" },
    { waitFor: { answered: "how-likely" }, within: "7 days", then: [{ send: "thank-you" }], else: [{ send: "again" }] },
  ],
} as Authored;

async function givenAsked(): Promise<{ shop: TestWorld; message: { enrollment: string; step: string } }> {
  const shop = world({ campaigns: [ASKS] });
  await shop.tells(purchase("ann"));
  await shop.passes(MINUTE);
  const { enrollment, step } = shop.sendId("ann", "how-likely");
  return { shop, message: { enrollment, step } };
}

const answer = async ({ table }: TestWorld, event: string) => table.get(keys.answer("ann", event));

describe("an answer to a survey", () => {
  it("is kept with its words, marks the message whole, and wakes who waits for it, however often it is told", async () => {
    const { shop, message } = await givenAsked();
    const at = START + DAY;
    await shop.passes(DAY);
    for (let n = 0; n < 3; n++)
      await shop.tells(answers("ann", { eventId: "a-1", at, score: 10, comment: "Fast delivery.", message }));
    expect(await answer(shop, "a-1")).toMatchObject({
      ...message,
      survey: "how-likely",
      kind: "nps",
      score: 10,
      group: "promoter",
      comment: "Fast delivery.",
      at,
    });
    const [entry] = await shop.sends("ann");
    expect(entry).toMatchObject({ answered: at, promoter: at, score: 10 });
    await shop.passes(30 * DAY);
    expect(shop.mails()).toEqual(["ann how-likely", "ann thank-you"]);
  });

  it("has marked its message before it wakes who waits for the event: they may ask for it at once", async () => {
    const steps = [
      { survey: "how-likely" },
      { waitFor: { on: "survey.answered" }, within: "7 days", then: [{ send: "thank-you" }] },
    ] as Authored["steps"];
    const shop = world({ campaigns: [{ steps }] });
    await shop.tells(purchase("ann"));
    await shop.passes(MINUTE);
    const { succeed } = shop.deps.tokens;
    const marked: unknown[] = [];
    shop.deps.tokens.succeed = async (...args) => {
      const asked = (await shop.sends("ann")).find(({ template }) => template === "how-likely");
      marked.push(asked?.promoter);
      return succeed(...args);
    };
    const { enrollment, step } = shop.sendId("ann", "how-likely");
    await shop.tells(answers("ann", { at: START + MINUTE, message: { enrollment, step } }));
    // That one is woken, and what it sends then is answered.
    expect(marked).toEqual([START + MINUTE, START + MINUTE]);
  });

  it("counts for the message only when it is the first; a second one is kept as an answer", async () => {
    const { shop, message } = await givenAsked();
    await shop.tells(answers("ann", { eventId: "a-1", score: 9, message }));
    await shop.passes(DAY);
    await shop.tells(answers("ann", { eventId: "a-2", at: START + DAY, score: 2, message }));
    const [entry] = await shop.sends("ann");
    expect(entry).toMatchObject({ promoter: START, score: 9 });
    expect(entry).not.toHaveProperty("detractor");
    expect(await answer(shop, "a-2")).toMatchObject({ score: 2, group: "detractor" });
    expect((await shop.profile("ann")).nps).toEqual({ score: 2, at: START + DAY });
  });

  it("to a message that was never sent, or was somebody else's, is kept and wakes nobody", async () => {
    const { shop, message } = await givenAsked();
    await shop.tells(happened("visit", "bob"));
    await shop.tells(answers("bob", { eventId: "b-1", message }));
    await shop.tells(answers("ann", { eventId: "a-1", message: { ...message, step: "another" } }));
    expect(await shop.table.get(keys.answer("bob", "b-1"))).toMatchObject({ score: 9 });
    expect(await answer(shop, "a-1")).toMatchObject({ score: 9 });
    expect(await shop.sends("bob")).toEqual([]);
    const sends = await shop.sends("ann");
    expect(sends).toHaveLength(1);
    expect(sends[0]?.answered).toBeUndefined();
    await shop.passes(8 * DAY);
    expect(shop.mails()).toEqual(["ann how-likely", "ann again"]);
  });

  it("puts the newest score in the profile, in whatever order answers arrive; a text has none", async () => {
    const shop = world({ campaigns: [] });
    await shop.passes(9 * DAY);
    await shop.tells(answers("ann", { at: START + DAY, score: 3 }));
    await shop.tells(answers("ann", { at: START, score: 10 }));
    await shop.tells(answers("ann", { at: START + 2 * DAY, kind: "csat", score: 5, survey: "stars" }));
    await shop.tells(answers("ann", { at: START + 3 * DAY, kind: "text", comment: "Fine.", eventId: "t-1" }));
    expect(await shop.profile("ann")).toMatchObject({
      nps: { score: 3, at: START + DAY },
      csat: { score: 5, at: START + 2 * DAY },
    });
    expect(await answer(shop, "t-1")).toMatchObject({ kind: "text", comment: "Fine." });
    expect(await answer(shop, "t-1")).not.toHaveProperty("group");
  });

  it("starts campaigns by what it says, with the customer's facts", async () => {
    const rescue = {
      start: { on: "survey.answered", if: { "event.group": "detractor", "customer.npsGroup": "detractor" } },
      steps: [{ send: "sorry" }],
    } satisfies Authored;
    const shop = world({ campaigns: [rescue] });
    for (const [who, score] of [["ann", 6] as const, ["bob", 7] as const]) {
      await shop.tells(purchase(who));
      await shop.tells(answers(who, { score }));
    }
    expect(shop.mails()).toEqual(["ann sorry"]);
  });
});
