import { describe, expect, it } from "vitest";
import { awaitTarget } from "../../lib/journey/await.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { keys } from "../../lib/journey/keys.ts";
import { pause, resume } from "../../lib/journey/pause.ts";
import { TWO_MAILS, WIN_BACK } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { DAY, HOUR, purchase } from "../support/events.ts";
import { givenRace, onEveryInterleaving } from "../support/interleaving.ts";
import { awaitFor } from "../support/messages.ts";
import { givenCampaign, givenShop } from "../support/shop.ts";
import { world } from "../support/world.ts";

const SERVES = { kind: "transactional" } as const;
const LATER = { ...TWO_MAILS, id: "later", start: { on: "signed-up" } };

describe("a paused campaign", () => {
  it("holds people before their next message, and lets them go on where they are", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await shop.tells(purchase("ann"));
    expect(shop.mails()).toEqual(["ann hello"]);
    await pause(shop.deps, { campaign: "welcome" });
    await shop.tells(purchase("bob"));
    await shop.passes(40 * DAY);
    expect(shop.mails()).toEqual(["ann hello"]);
    expect((await shop.enrollment("ann", "welcome")).status).toBe("running");

    expect(await resume(shop.deps, { campaign: "welcome" }, ["welcome"])).toBe(2);
    await shop.passes(HOUR);
    expect(shop.mails().sort()).toEqual(["ann hello", "ann news", "bob hello"]);
    await shop.passes(40 * DAY);
    expect((await shop.enrollment("ann", "welcome")).outcome).toBe("completed");
    expect(shop.mails().sort()).toEqual(["ann hello", "ann news", "bob hello", "bob news"]);
  });

  it("costs two transitions for each person, however long it takes", async () => {
    const shop = world({ campaigns: [TWO_MAILS] });
    await pause(shop.deps, { campaign: "welcome" });
    await shop.tells(purchase("ann"));
    await shop.passes(200 * DAY);
    expect(shop.transitions).toHaveLength(2);
    await resume(shop.deps, { campaign: "welcome" }, ["welcome"]);
    await shop.passes(40 * DAY);
    expect(shop.transitions).toHaveLength(2 + 2);
  });

  it("leaves other campaigns alone; pausing all holds everyone but keeps what was paused by itself", async () => {
    const shop = world({ campaigns: [TWO_MAILS, LATER] });
    const both = ["welcome", "later"];
    await pause(shop.deps, { campaign: "later" });
    await shop.tells(purchase("ann"));
    await shop.tells({ type: "signed-up", eventId: "s", customerId: "ann", at: new Date(shop.now()).toISOString() });
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann hello"]);

    await pause(shop.deps, "all");
    await shop.tells(purchase("bob"));
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann hello"]);
    expect(await resume(shop.deps, "all", both)).toBe(1);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann hello", "bob hello"]);
    expect(await resume(shop.deps, { campaign: "later" }, both)).toBe(1);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann hello", "bob hello", "ann hello"]);
  });

  it("still stops who is held, by a purchase or a no", async () => {
    const shop = world({ campaigns: [{ ...WIN_BACK, start: { on: "purchase", again: "always" } }] });
    await shop.tells(purchase("ann"));
    await pause(shop.deps, { campaign: "win-back" });
    await shop.passes(61 * DAY);
    await shop.tells(purchase("ann", { at: shop.now() }));
    await resume(shop.deps, { campaign: "win-back" }, ["win-back"]);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual([]);
    expect(shop.ends.map(({ status }) => status)).toEqual(["ABORTED"]);
  });

  it("is not resumed by a message that comes too late: its lateness counts from when it goes on", async () => {
    const shop = world({ campaigns: [{ ...TWO_MAILS, sending: { lateAfter: "1 hour" } }] });
    await pause(shop.deps, { campaign: "welcome" });
    await shop.tells(purchase("ann"));
    await shop.passes(3 * DAY);
    await resume(shop.deps, { campaign: "welcome" }, ["welcome"]);
    await shop.passes(HOUR);
    expect(shop.mails()).toEqual(["ann hello"]);
  });

  it("keeps its beginning when it is paused again, and resuming what is not paused is no fault", async () => {
    const { deps, clock } = givenDoubles({});
    await pause(deps, { campaign: "welcome" });
    const since = clock.now;
    clock.now += DAY;
    await pause(deps, { campaign: "welcome" });
    expect(await deps.table.get(keys.pause)).toMatchObject({ "campaign#welcome": since });
    expect(await resume(deps, { campaign: "other" }, ["other"])).toBe(0);
  });
});

describe("nobody stays held", () => {
  it("however registering and resuming meet", async () => {
    await onEveryInterleaving(60, async (scheduler) => {
      const { deps, answers } = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)] });
      await enroll(deps, purchase("ann"));
      await pause(deps, { campaign: "welcome" });
      const race = givenRace(deps, scheduler);
      race.enters("hold", () => awaitTarget(race.deps, awaitFor("ann", { resume: true })));
      race.enters("resume", () => resume(race.deps, { campaign: "welcome" }, ["welcome"]));
      await race.settles();
      expect(answers.get("token-wait")).toBe("ok");
      expect((await deps.table.query("held#welcome", { prefix: "held#" })).items).toEqual([]);
    });
  });

  it("whose campaign goes on while marketing is paused, if it serves them", async () => {
    const serving = givenCampaign(TWO_MAILS, givenShop(), { hello: SERVES, news: SERVES });
    for (const [campaign, answer] of [
      [serving, "ok"],
      [givenCampaign(TWO_MAILS), undefined],
    ] as const) {
      const { deps, answers } = givenDoubles({ campaigns: [campaign] });
      await enroll(deps, purchase("ann"));
      await pause(deps, "marketing");
      await awaitTarget(deps, awaitFor("ann", { resume: true }));
      expect(answers.get("token-wait")).toBe(answer);
    }
  });
});
