import { describe, expect, it } from "vitest";
import { begin } from "../../../lib/journey/begin.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { STAGE_WATCH, stageWatch } from "../../../lib/journey/hash.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, learned, MINUTE, purchase, START } from "../../support/events.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { world } from "../../support/world.ts";
import { changes } from "./changes.ts";

/** Asks for the stage, and listens to no change of it. */
const ASKS = {
  id: "asks",
  steps: [{ branch: [{ if: { "customer.stage": "champion" }, steps: [{ send: "thank-you" }] }] }],
} satisfies Authored;
const CHAMPION = {
  id: "champion",
  start: { on: "stage.changed", if: { "event.to": "champion" } },
  steps: [{ send: "thank-you" }],
} satisfies Authored;
const waitsFor = (to: string) =>
  ({
    steps: [
      {
        waitFor: { on: "stage.changed", if: { "event.to": to } },
        within: "300 days",
        then: [{ send: "news" }],
        else: [],
      },
    ],
  }) satisfies Authored;
const CARE = {
  id: "care",
  start: { on: "purchase", again: "always" },
  stop: [{ on: "stage.changed", if: { "event.to": "regular" }, outcome: "a regular" }],
  goal: { on: "stage.changed", if: { "event.to": "champion" }, within: "300 days" },
  steps: [{ send: "hello" }, { wait: "300 days" }, { send: "news" }],
} satisfies Authored;
/** Over after its one message; what it is for is a regular within 100 days. */
const WON = {
  id: "won",
  goal: { on: "stage.changed", if: { "event.to": "regular" }, within: "100 days" },
  steps: [{ send: "hello" }],
} satisfies Authored;
const CARE_WITHOUT = { ...CARE, stop: [], goal: { on: "refund", within: "300 days" } } satisfies Authored;

async function buys({ deps, clock }: Doubles, customer: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    clock.now += MINUTE;
    await enroll(deps, purchase(customer, { at: clock.now }));
  }
}

const stageOf = async ({ deps }: Doubles, customer = "ann") => (await recordsOf(deps.table).profile(customer)).stage;

describe("a change of the stage to which nobody listens", () => {
  it("is stored with the event that showed it, and neither told nor watched", async () => {
    const ann = givenDoubles({ campaigns: [givenCampaign(ASKS)] });
    await buys(ann, "ann", 6);
    expect(await stageOf(ann)).toBe("champion");
    expect((await ann.deps.table.query("customer#ann", { prefix: "event#" })).items).toHaveLength(6);
    expect([...ann.schedules]).toEqual([]);
  });

  it("is not told of later, when a campaign listens", async () => {
    const ann = givenDoubles();
    await buys(ann, "ann", 6);
    ann.deps.campaigns = [givenCampaign(CHAMPION).rules];
    await buys(ann, "ann", 1);
    expect(await changes(ann.deps)).toEqual([]);
    expect(ann.started).toEqual([]);
  });

  it("is told by an event about the profile, when it comes to whoever had fallen silent before", async () => {
    const ann = givenDoubles();
    await buys(ann, "ann", 1);
    ann.deps.campaigns = [givenCampaign({ ...CHAMPION, start: { on: "stage.changed" } }).rules];
    ann.clock.now = START + 91 * DAY;
    await enroll(ann.deps, learned("ann", {}, { at: ann.clock.now }));
    expect(await changes(ann.deps)).toEqual(["new>at risk"]);
    expect(ann.started).toHaveLength(1);
  });

  it("is stored by a look that is due, and not looked for again, when the campaign is no longer on", async () => {
    const ann = givenDoubles({ campaigns: [givenCampaign(CHAMPION)] });
    await buys(ann, "ann", 1);
    expect([...ann.schedules.keys()]).toEqual([stageWatch("ann")]);
    ann.deps.campaigns = [];
    ann.schedules.clear();
    ann.clock.now = START + 91 * DAY;
    await begin(ann.deps, { customer: "ann", campaign: STAGE_WATCH, enrollment: stageWatch("ann") });
    for (const event of ann.events) await enroll(ann.deps, event);
    expect(await stageOf(ann)).toBe("at risk");
    expect(await changes(ann.deps)).toEqual([">new"]);
    expect([...ann.schedules]).toEqual([]);
  });
});

describe("a change of the stage that a campaign only waits for", () => {
  it("wakes whoever waits", async () => {
    const shop = world({ campaigns: [waitsFor("regular")] });
    for (let n = 0; n < 3; n++) {
      expect(shop.mails()).toEqual([]);
      await shop.tells(purchase("ann", { at: shop.now() }));
      await shop.passes(DAY);
    }
    expect(shop.mails()).toEqual(["ann news"]);
  });

  it("is looked for when nothing happens", async () => {
    const shop = world({ campaigns: [waitsFor("lapsed")] });
    await shop.tells(purchase("ann"));
    await shop.passes(180 * DAY - 1);
    expect(shop.mails()).toEqual([]);
    await shop.passes(MINUTE);
    expect(shop.mails()).toEqual(["ann news"]);
    expect(await changes(shop)).toEqual([">new", "new>at risk", "at risk>lapsed"]);
  });
});

describe("a customer whose journey listens to the stage, when no campaign that is on does", () => {
  it("is told as long as the journey lasts, and others are not", async () => {
    const shop = givenDoubles({ campaigns: [givenCampaign(CARE)] });
    await buys(shop, "ann", 1);
    shop.deps.campaigns = [givenCampaign(CARE_WITHOUT).rules];
    for (const customer of ["ann", "bob"]) await buys(shop, customer, customer === "ann" ? 2 : 3);
    expect(await changes(shop.deps)).toEqual([">new", "new>active", "active>regular"]);
    const { enrollment } = recordsOf(shop.deps.table);
    const over = await enrollment("ann", "care");
    expect(over).toMatchObject({ status: "ended", outcome: "a regular" });
    expect(over).not.toHaveProperty("stages");
    expect(await changes(shop.deps, "bob")).toEqual([]);
    expect(await stageOf(shop, "bob")).toBe("regular");
    expect((await enrollment("bob", "care")).status).not.toBe("ended");
    await buys(shop, "ann", 3);
    expect(await stageOf(shop)).toBe("champion");
    expect(await changes(shop.deps)).toHaveLength(3);
  });

  it("is told as well while held out, to be compared with", async () => {
    const shop = givenDoubles({ campaigns: [givenCampaign({ ...CARE, holdout: "90%" })] });
    const people = Array.from({ length: 10 }, (_, n) => `c-${n}`);
    for (const customer of people) await buys(shop, customer, 1);
    shop.deps.campaigns = [];
    const { enrollment } = recordsOf(shop.deps.table);
    const held = [];
    for (const customer of people) if ((await enrollment(customer, "care")).status === "holdout") held.push(customer);
    const [one = ""] = held;
    await buys(shop, one, 2);
    expect(await changes(shop.deps, one)).toEqual([">new", "new>active", "active>regular"]);
  });

  it("is looked at when their stage is due", async () => {
    const shop = world({ campaigns: [waitsFor("lapsed")] });
    await shop.tells(purchase("ann"));
    shop.deps.campaigns = [];
    await shop.passes(181 * DAY);
    expect(shop.mails()).toEqual(["ann news"]);
  });
});

describe("a journey that came to its end before its goal", () => {
  async function givenOver(campaign: Authored = WON) {
    const shop = world({ campaigns: [campaign] });
    await shop.tells(purchase("ann", { at: shop.now() }));
    await shop.passes(DAY);
    const enrollment = () => recordsOf(shop.table).enrollment("ann", "won");
    expect(await enrollment()).toMatchObject({ status: "ended" });
    shop.deps.campaigns = [];
    const buysTwice = async () => {
      for (let n = 0; n < 2; n++) {
        await shop.passes(MINUTE);
        await shop.tells(purchase("ann", { at: shop.now() }));
      }
      await shop.passes(MINUTE);
      return changes(shop);
    };
    return { shop, enrollment, buysTwice };
  }

  it("is told of the stage within the goal's window, though no campaign that is on listens, and once it is reached no more", async () => {
    const { shop, enrollment, buysTwice } = await givenOver();
    expect(await buysTwice()).toEqual([">new", "new>active", "active>regular"]);
    expect(await enrollment()).toHaveProperty("goalMetAt");
    await buysTwice();
    await shop.tells(purchase("ann", { at: shop.now() }));
    expect((await recordsOf(shop.table).profile("ann")).stage).toBe("champion");
    expect(await changes(shop)).toHaveLength(3);
  });

  it("is not told after the window", async () => {
    const { shop, enrollment, buysTwice } = await givenOver();
    await shop.passes(100 * DAY);
    const before = await changes(shop);
    expect(await buysTwice()).toEqual(before);
    expect((await recordsOf(shop.table).profile("ann")).stage).toBe("regular");
    expect(await enrollment()).not.toHaveProperty("goalMetAt");
  });

  it("is not told where only its rules listened, which ended with it", async () => {
    const stop = [{ on: "stage.changed", if: { "event.to": "regular" } }];
    const { enrollment, buysTwice } = await givenOver({ ...WON, stop, goal: { on: "refund", within: "100 days" } });
    expect(await enrollment()).not.toHaveProperty("stages");
    expect(await buysTwice()).toEqual([">new"]);
  });
});
