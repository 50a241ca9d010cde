import { describe, expect, it } from "vitest";
import { begin } from "../../../lib/journey/begin.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { forget } from "../../../lib/journey/forget.ts";
import { STAGE_WATCH, stageWatch } from "../../../lib/journey/hash.ts";
import { WIN_BACK } from "../../support/campaigns.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { DAY, happened, learned, MINUTE, purchase, refund, START } from "../../support/events.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { givenTold } from "../../support/told.ts";
import { world } from "../../support/world.ts";
import { changes } from "./changes.ts";

const AT_RISK = {
  id: "at-risk",
  start: { on: "stage.changed", if: { "event.to": "at risk" }, again: "always" },
  stop: [{ on: "purchase", outcome: "came back" }],
  steps: [{ send: "we-miss-you" }, { wait: "30 days" }, { send: "still-there" }],
} satisfies Authored;
const LAPSED = {
  id: "lapsed",
  start: { on: "stage.changed", if: { "event.to": "lapsed", "event.from": "at risk" } },
  steps: [{ send: "good-bye" }],
} satisfies Authored;
const CHAMPION = {
  id: "champion",
  start: { on: "stage.changed", if: { "customer.stage": "champion" } },
  steps: [{ send: "thank-you" }],
} satisfies Authored;

const orders = (count: number, each: (n: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, n) => purchase("ann", { at: START + n * MINUTE, ...each(n) }));

describe("a stage that changes by what happens", () => {
  it("is stored and told once, by the event that showed it", async () => {
    const { deps, clock } = givenDoubles({ campaigns: [givenCampaign(CHAMPION)] });
    for (const event of orders(7)) {
      clock.now += MINUTE;
      await enroll(deps, event);
      await enroll(deps, event);
    }
    expect(await changes(deps)).toEqual([">new", "new>active", "active>regular", "regular>champion"]);
    expect(await recordsOf(deps.table).profile("ann")).toMatchObject({ stage: "champion", orders: 7 });
  });

  it("starts a campaign, which is told of with the event", async () => {
    const shop = world({ campaigns: [CHAMPION] });
    const told = [];
    for (const event of orders(6)) told.push(await shop.tells(event));
    expect(told.map(({ enrolled }) => enrolled.length)).toEqual([0, 0, 0, 0, 0, 1]);
    expect(shop.mails()).toEqual(["ann thank-you"]);
  });

  it("goes down by money that was given back, and up again", async () => {
    const { deps, clock } = givenDoubles({
      campaigns: [givenCampaign(CHAMPION)],
      shop: { stages: { champion: { orders: 3, spent: 90 } } },
    });
    const back = refund("ann", "o-1", { at: START + DAY, amount: 1 });
    for (const event of [...orders(3), back, purchase("ann", { at: START + 2 * DAY })]) {
      clock.now += MINUTE;
      await enroll(deps, event);
    }
    expect((await changes(deps)).slice(2)).toEqual(["active>champion", "champion>regular", "regular>champion"]);
  });

  it("is taken in by a replay, when a crash came between the event and the change", async () => {
    const ann = givenDoubles({ campaigns: [givenCampaign({ ...CHAMPION, start: { on: "stage.changed" } })] });
    const { transact } = ann.deps.table;
    let calls = 0;
    ann.deps.table.transact = async (writes) => {
      calls += 1;
      if (calls === 2) throw new Error("killed");
      await transact(writes);
    };
    await expect(enroll(ann.deps, purchase("ann"))).rejects.toThrow("killed");
    expect(ann.started).toEqual([]);
    await enroll(ann.deps, purchase("ann"));
    await enroll(ann.deps, purchase("ann"));
    expect(ann.started).toHaveLength(1);
    expect(await changes(ann.deps)).toEqual([">new"]);
  });

  it("starts nothing for orders of long ago, which are told today", async () => {
    const any = { ...AT_RISK, start: { on: "stage.changed" } } satisfies Authored;
    const ann = givenDoubles({ campaigns: [givenCampaign(any)] });
    ann.clock.now = START + 1000 * DAY;
    const answer = await enroll(ann.deps, purchase("ann"));
    expect(answer).toMatchObject({ enrolled: [], passed: [{ why: "its time had gone by" }] });
    expect(await changes(ann.deps)).toEqual([">lapsed"]);
    expect([...ann.schedules]).toEqual([]);
  });
});

describe("a stage that changes because nothing happens", () => {
  it("is told when its time has come, and again at the next one", async () => {
    const shop = world({ campaigns: [AT_RISK, LAPSED] });
    await shop.tells(purchase("ann"));
    await shop.passes(90 * DAY - 1);
    expect(shop.mails()).toEqual([]);
    await shop.passes(MINUTE);
    expect(shop.mails()).toEqual(["ann we-miss-you"]);
    await shop.passes(90 * DAY);
    expect(await changes(shop)).toEqual([">new", "new>at risk", "at risk>lapsed"]);
    expect(shop.mails()).toEqual(["ann we-miss-you", "ann still-there", "ann good-bye"]);
    await shop.passes(400 * DAY);
    expect(shop.mails()).toHaveLength(3);
  });

  it("is put off by the next order", async () => {
    const shop = world({ campaigns: [AT_RISK] });
    await shop.tells(purchase("ann"));
    await shop.passes(80 * DAY);
    await shop.tells(purchase("ann", { at: shop.now() }));
    await shop.passes(89 * DAY);
    expect(shop.mails()).toEqual([]);
    await shop.passes(2 * DAY);
    expect(shop.mails()).toEqual(["ann we-miss-you"]);
    await shop.tells(purchase("ann", { at: shop.now() }));
    expect((await shop.enrollment("ann", "at-risk")).outcome).toBe("came back");
  });

  it("is looked for only where a campaign starts, stops or converts by it, or waits for it", async () => {
    const rules = (authored: Authored) => givenDoubles({ campaigns: [givenCampaign(authored)] });
    const goal = { on: "stage.changed", within: "30 days" } as const;
    const waits: Authored = { steps: [{ waitFor: { on: "stage.changed" }, within: "90 days" }] };
    for (const [doubles, schedules] of [
      [rules(AT_RISK), [stageWatch("ann")]],
      [
        rules({ ...WIN_BACK, stop: [{ on: "stage.changed", if: { "event.to": "at risk" } }] }),
        [expect.any(String), stageWatch("ann")],
      ],
      [rules({ steps: [{ send: "hello" }], goal }), [stageWatch("ann")]],
      [rules(waits), [stageWatch("ann")]],
      [rules({ steps: [{ send: "hello" }] }), []],
    ] as const) {
      await enroll(doubles.deps, purchase("ann"));
      expect([...doubles.schedules.keys()]).toEqual(schedules);
    }
  });

  it("is watched by an event about the profile, for customers from before the campaign", async () => {
    const ann = givenDoubles();
    await enroll(ann.deps, purchase("ann"));
    ann.deps.campaigns = [givenCampaign(AT_RISK).rules];
    await enroll(ann.deps, happened("visit", "ann"));
    expect([...ann.schedules]).toEqual([]);
    await enroll(ann.deps, learned("ann", {}));
    expect([...ann.schedules]).toEqual([[stageWatch("ann"), START + 90 * DAY]]);
  });
});

describe("a look at a customer's stage", () => {
  const look = { customer: "ann", campaign: STAGE_WATCH, enrollment: stageWatch("ann") };

  it("puts an event without news through the door, which changes nothing but the stage", async () => {
    const onProfile = { id: "on-profile", start: { on: "profile", again: "always" }, steps: [{ send: "hi" }] } as const;
    const campaigns = [givenCampaign({ ...onProfile, steps: [...onProfile.steps] }), givenCampaign(AT_RISK)];
    const ann = givenDoubles({ campaigns });
    await enroll(ann.deps, purchase("ann"));
    const { profile, contact } = recordsOf(ann.deps.table);
    const before = { profile: await profile("ann"), contact: await contact("ann") };
    ann.clock.now = START + 10 * DAY;
    await begin(ann.deps, look);
    expect(ann.events).toHaveLength(1);
    for (const event of ann.events) expect(await enroll(ann.deps, event)).toMatchObject({ enrolled: [], passed: [] });
    expect(await profile("ann")).toEqual({ ...before.profile, rev: before.profile.rev + 1 });
    expect(await contact("ann")).toEqual(before.contact);
    expect([...ann.schedules.values()]).toEqual([START + 90 * DAY]);
  });

  it("answers nobody who waits for an event about the profile", async () => {
    const waits = { steps: [{ waitFor: { on: "profile" }, within: "9 days", then: [{ send: "news" }], else: [] }] };
    const shop = world({ campaigns: [waits as Authored, AT_RISK] });
    await shop.tells(purchase("ann"));
    await shop.passes(DAY);
    await begin(shop.deps, look);
    await shop.passes(20 * DAY);
    expect(shop.mails()).toEqual([]);
  });

  it("makes nobody anew who was erased, nor is their schedule kept", async () => {
    const ann = givenDoubles({ campaigns: [givenCampaign(AT_RISK)] });
    await enroll(ann.deps, purchase("ann"));
    await begin(ann.deps, look);
    await forget(ann.deps, "ann", givenTold());
    expect([...ann.schedules]).toEqual([]);
    await begin(ann.deps, look);
    expect(ann.events).toHaveLength(1);
    // One that was under way as they were erased.
    for (const event of ann.events) expect(await enroll(ann.deps, event)).toMatchObject({ applied: false });
    expect((await ann.deps.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });
});
