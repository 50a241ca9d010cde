import { describe, expect, it } from "vitest";
import type { Purchase } from "../../../lib/campaign/events.ts";
import { conversionId } from "../../../lib/journey/advocacy/own-events.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { forget } from "../../../lib/journey/forget.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, purchase, refund, START } from "../../support/events.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { givenTold } from "../../support/told.ts";
import { applied, CODE, friendBuys, givenCode } from "./given.ts";

const THANKS = {
  id: "thanks",
  start: { on: "referral.converted", if: { "event.referrals": { atLeast: 1 } }, again: "always" },
  steps: [{ wait: "14 days" }, { send: "thank-you" }],
} satisfies Authored;

/** It listens to the stage, and does nothing here. */
const WAITS = {
  id: "waits",
  start: { on: "signed-up" },
  steps: [{ waitFor: { on: "stage.changed" }, within: "9 days" }],
} satisfies Authored;

/** Ann has bought, and passes her code on. */
async function givenAnn(
  order: Partial<Purchase["order"]> = {},
  email = "ann@mail.example",
  campaigns: Authored[] = [THANKS],
): Promise<Doubles> {
  const shop = givenDoubles({ campaigns: campaigns.map((one) => givenCampaign(one)) });
  await enroll(shop.deps, purchase("ann", { order, customer: { email } }));
  await givenCode(shop.deps.table, "ann");
  return shop;
}

const referrals = async ({ deps }: Doubles) => (await recordsOf(deps.table).profile("ann")).referrals ?? 0;

const changesOf = async ({ deps }: Doubles, who: string) =>
  (await applied(deps.table, who, "stage.changed")).map(({ facts }) => facts.to);

/** Nothing came of it for Ann. */
async function expectNobody(shop: Doubles, friend: string): Promise<void> {
  expect(await referrals(shop)).toBe(0);
  expect(await applied(shop.deps.table, "ann", "referral.converted")).toEqual([]);
  expect((await recordsOf(shop.deps.table).profile(friend)).referredBy).toBeUndefined();
}

describe("a purchase with a friend's code", () => {
  it("counts for whose code it is, who is told of it and becomes an advocate", async () => {
    const shop = await givenAnn({}, "ann@mail.example", [THANKS, WAITS]);
    const event = friendBuys("bob", { order: { id: "o-1", total: 50, referral: " k7qm2xpa " } });
    const answer = await enroll(shop.deps, event);
    expect(answer).toMatchObject({ referral: { converted: true }, enrolled: [{ campaign: "thanks" }] });
    const { profile } = recordsOf(shop.deps.table);
    expect(await profile("bob")).toMatchObject({
      referredBy: { code: CODE, order: "o-1", total: 50, currency: "USD", refunded: 0 },
    });
    expect(await profile("ann")).toMatchObject({ referrals: 1, stage: "advocate" });
    const [told] = await applied(shop.deps.table, "ann", "referral.converted");
    expect(told?.facts).toEqual({ orderId: "o-1", total: 50, currency: "USD", referrals: 1 });
    const changed = await applied(shop.deps.table, "ann", "stage.changed");
    expect(changed.map(({ facts }) => facts)).toContainEqual({ from: "new", to: "advocate" });
  });

  it("counts once, however often it is told and whatever else the friend buys", async () => {
    const shop = await givenAnn();
    for (let n = 0; n < 3; n++) await enroll(shop.deps, friendBuys("bob"));
    const again = await enroll(shop.deps, friendBuys("bob", { at: START + DAY }));
    expect(again.referral).toEqual({ refused: "not the first order" });
    expect(await referrals(shop)).toBe(1);
    expect(shop.schedules.size).toBe(1);
    await enroll(shop.deps, friendBuys("cleo"));
    expect(await referrals(shop)).toBe(2);
    const facts = (await applied(shop.deps.table, "ann", "referral.converted")).map((one) => one.facts.referrals);
    expect(facts.sort()).toEqual([1, 2]);
  });

  it("counts with the code in the place of a coupon's, and none in both", async () => {
    const shop = await givenAnn();
    const { referral, ...order } = friendBuys("bob").order;
    await enroll(shop.deps, { ...friendBuys("bob"), order: { ...order, coupon: CODE } });
    await enroll(shop.deps, friendBuys("cleo", { order: { coupon: CODE.toLowerCase() } }));
    expect(await referrals(shop)).toBe(2);
  });

  it("of long ago counts, and starts nothing", async () => {
    const shop = await givenAnn();
    shop.clock.now = START + 300 * DAY;
    const answer = await enroll(shop.deps, friendBuys("bob"));
    expect(answer).toMatchObject({ referral: { converted: true }, enrolled: [] });
    expect(await referrals(shop)).toBe(1);
  });

  it("names the advocate in none of the friend's records, nor the friend in the advocate's", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, friendBuys("friend-bob", { order: { id: "o-1" } }));
    await enroll(shop.deps, refund("friend-bob", "o-1", { at: START + DAY }));
    const recordsIn = async (customer: string) =>
      JSON.stringify((await shop.deps.table.query(`customer#${customer}`, { prefix: "" })).items).replaceAll(
        `customer#${customer}`,
        "",
      );
    expect(await recordsIn("friend-bob")).not.toContain("ann");
    expect(await recordsIn("ann")).not.toContain("bob");
  });

  it("keeps hashes of fingerprints, the newest twenty, and nothing of them in a journey", async () => {
    const welcome = givenCampaign({ steps: [{ send: "hello" }] });
    const shop = givenDoubles({ campaigns: [welcome] });
    for (let n = 0; n < 30; n++) {
      const fingerprints = { payment: `card-${n}`, shipping: "the same home" };
      await enroll(shop.deps, purchase("ann", { at: START + n, order: { fingerprints } }));
    }
    const { prints = [] } = await recordsOf(shop.deps.table).profile("ann");
    expect(prints).toHaveLength(20);
    expect(new Set(prints).size).toBe(20);
    for (const print of prints) expect(print).toMatch(/^[\da-f]{12}$/);
    const { items } = await shop.deps.table.query("customer#ann", { prefix: "" });
    expect(JSON.stringify(items)).not.toMatch(/card-|the same home/);
  });
});

describe("a purchase with a code does not count as a friend's", () => {
  it("with one's own code", async () => {
    const shop = await givenAnn();
    const answer = await enroll(shop.deps, friendBuys("ann", { at: START + DAY }));
    expect(answer.referral).toEqual({ refused: "own code" });
    expect(shop.log).toContain("a referral does not count");
    await expectNobody(shop, "ann");
  });

  it.each([
    ["ann@mail.example", "ANN@mail.example"],
    ["ann@mail.example", "ann+2@mail.example"],
    ["a.n.n@gmail.com", "ann+again@googlemail.com"],
  ])("under another id with the same mailbox: %s, %s", async (email, other) => {
    const shop = await givenAnn({}, email);
    const answer = await enroll(shop.deps, friendBuys("ann-2", { customer: { email: other } }));
    expect(answer.referral).toEqual({ refused: "same mailbox" });
    await expectNobody(shop, "ann-2");
  });

  it.each([
    [{ payment: "card-of-ann" }],
    [{ shipping: "home-of-ann" }],
    [{ payment: "another-card", shipping: "home-of-ann" }],
  ])("under another id and mailbox with the same card or postal address: %j", async (fingerprints) => {
    const shop = await givenAnn({ fingerprints: { payment: "card-of-ann", shipping: "home-of-ann" } });
    const answer = await enroll(shop.deps, friendBuys("ann-2", { order: { fingerprints } }));
    expect(answer.referral).toEqual({ refused: "same card or address" });
    await expectNobody(shop, "ann-2");
  });

  it("with a card whose text is the same as an address's", async () => {
    const shop = await givenAnn({ fingerprints: { payment: "8f14e45f" } });
    const answer = await enroll(shop.deps, friendBuys("bob", { order: { fingerprints: { shipping: "8f14e45f" } } }));
    expect(answer.referral).toEqual({ converted: true });
  });

  it("when they bought before, with a code or without", async () => {
    const shop = await givenAnn();
    await enroll(shop.deps, purchase("bob", { at: START - DAY }));
    expect((await enroll(shop.deps, friendBuys("bob"))).referral).toEqual({ refused: "not the first order" });
    await expectNobody(shop, "bob");
  });

  it("with a code that is nobody's, or nobody's any more", async () => {
    const shop = await givenAnn();
    const unknown = await enroll(shop.deps, friendBuys("bob", { order: { referral: "NOBODYS1" } }));
    expect(unknown.referral).toEqual({ refused: "unknown code" });
    await forget(shop.deps, "ann", givenTold());
    expect((await enroll(shop.deps, friendBuys("cleo"))).referral).toEqual({ refused: "unknown code" });
    expect((await shop.deps.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });

  it("with a coupon of the shop's own, which is no code of ours", async () => {
    const shop = await givenAnn();
    expect(await enroll(shop.deps, purchase("bob", { order: { coupon: "SUMMER" } }))).not.toHaveProperty("referral");
  });
});

it("tells once of a campaign that the buyer and whoever is told of them were passed for", async () => {
  const atRisk = { ...WAITS, start: { on: "stage.changed", if: { "event.to": "at risk" } } } satisfies Authored;
  const shop = await givenAnn({}, "ann@mail.example", [THANKS, atRisk]);
  const { passed } = await enroll(shop.deps, friendBuys("bob"));
  expect([...(await changesOf(shop, "bob")), ...(await changesOf(shop, "ann"))]).toEqual(["new", "new", "advocate"]);
  expect(passed.map(({ campaign }) => campaign)).toEqual(["waits"]);
});

it("reads no code for a purchase without one", async () => {
  const shop = await givenAnn();
  const { table } = shop.deps;
  const keysRead: string[] = [];
  const get: typeof table.get = async (key) => {
    keysRead.push(key.pk);
    return table.get(key);
  };
  const getMany: typeof table.getMany = async (many) => {
    keysRead.push(...many.map(({ pk }) => pk));
    return table.getMany(many);
  };
  shop.deps.table = { ...table, get, getMany };
  await enroll(shop.deps, purchase("bob"));
  expect(keysRead.filter((pk) => pk !== "customer#bob")).toEqual([]);
});

it("makes nobody a customer anew who is erased before they are told", async () => {
  const shop = await givenAnn();
  const told = { type: "referral.converted", eventId: conversionId("bob"), at: new Date(START).toISOString() };
  await forget(shop.deps, "ann", givenTold());
  const answer = await enroll(shop.deps, { ...told, customerId: "ann", data: { orderId: "o", total: 1 } });
  expect(answer.applied).toBe(false);
  expect(await shop.deps.table.get(keys.profile("ann"))).toBeUndefined();
});
