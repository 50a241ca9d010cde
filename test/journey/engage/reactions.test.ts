import { describe, expect, it } from "vitest";
import { type Engagement, engage } from "../../../lib/journey/engage.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { send } from "../../../lib/journey/send.ts";
import { ASKS } from "../../support/campaigns.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { MINUTE, purchase, START } from "../../support/events.ts";
import { messageFor } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { clickTold, HIDDEN, LINKS } from "../../support/ses.ts";
import { givenCampaign } from "../../support/shop.ts";

const [SHOP = "", SALE = ""] = LINKS;
const PERSON = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)";

/** A message that was sent and delivered at the start, and waits for a reaction of this kind. */
async function given(fact: "delivered" | "opened" | "clicked") {
  const message = messageFor("ann", {
    then: { do: "wait for", target: { fact, message: "hello" }, seconds: 259_200 },
  });
  const doubles: Doubles = givenDoubles({ campaigns: [givenCampaign(ASKS)] });
  const { deps } = doubles;
  await enroll(deps, purchase("ann"));
  await send(deps, message);
  const { customer, enrollment, step } = message;
  const id = { customer, enrollment, step };
  return {
    ...doubles,
    deps,
    message: id,
    told: (...engagements: Engagement[]) =>
      engagements.reduce((before, one) => before.then(async () => void (await engage(deps, one))), Promise.resolve()),
    opened: (after: number, agent = PERSON): Engagement => ({
      fact: "opened",
      message: id,
      at: START + after,
      evidence: { agent, timed: true },
    }),
    first: (link: string, after: number, agent = PERSON) =>
      clickTold("first", { message: id, at: START + after, link, agent }),
    settled: (link: string, after: number, agent = PERSON) =>
      clickTold("settled", { message: id, at: START + after, link, agent }),
    delivered: (after: number): Engagement => ({ fact: "delivered", message: id, at: START + after }),
    entry: async () => (await recordsOf(deps.table).sends("ann"))[0],
    isAwake: () => doubles.answers.has("token-hello"),
  };
}

describe("an opening", () => {
  it("by a person counts, and wakes", async () => {
    const ann = await given("opened");
    await ann.told(ann.delivered(1_000), ann.opened(MINUTE));
    expect(await ann.entry()).toMatchObject({ opened: START + MINUTE, delivered: START + 1_000 });
    expect(ann.isAwake()).toBe(true);
  });

  it.each([
    ["Apple's proxy", MINUTE, "Mozilla/5.0"],
    ["a scanner that says so", MINUTE, "BarracudaSentinel (EE)"],
    ["whoever opens it as it is delivered", 3_500, PERSON],
  ])("by %s is noted as a machine's, and wakes nobody", async (_who, after, agent) => {
    const ann = await given("opened");
    await ann.told(ann.delivered(1_000), ann.opened(after, agent), ann.opened(after, agent));
    const entry = await ann.entry();
    expect(entry).toMatchObject({ machineOpened: START + after, delivered: START + 1_000 });
    expect(entry).not.toHaveProperty("opened");
    expect(ann.isAwake()).toBe(false);
  });

  it("by a machine tells that it was delivered", async () => {
    const ann = await given("delivered");
    await ann.told(ann.opened(MINUTE, "Mozilla/5.0"));
    expect(await ann.entry()).toMatchObject({ delivered: START + MINUTE });
    expect(ann.isAwake()).toBe(true);
  });

  it("by a person after a machine's counts as well", async () => {
    const ann = await given("opened");
    await ann.told(ann.opened(20_000, "Mozilla/5.0"), ann.opened(MINUTE));
    expect(await ann.entry()).toMatchObject({ machineOpened: START + 20_000, opened: START + MINUTE });
    expect(ann.isAwake()).toBe(true);
  });

  it("is one write, unless it was soon", async () => {
    const ann = await given("opened");
    const writes: unknown[] = [];
    const { write, get } = ann.deps.table;
    ann.deps.table.write = (action) => {
      writes.push(action);
      return write(action);
    };
    ann.deps.table.get = (key) => {
      writes.push(key);
      return get(key);
    };
    await ann.told(ann.delivered(1_000));
    writes.length = 0;
    await ann.told(ann.opened(MINUTE));
    // The second takes the wait off.
    expect(writes).toHaveLength(2);
  });

  it("told with no evidence counts: whoever says so has seen it", async () => {
    const ann = await given("opened");
    await ann.told(ann.delivered(1_000), { fact: "opened", message: ann.message, at: START + 1_001 });
    expect(ann.isAwake()).toBe(true);
  });
});

describe("a click", () => {
  it("by a person counts at its settled look, and wakes then", async () => {
    const ann = await given("clicked");
    await ann.told(ann.delivered(1_000), ann.first(SHOP, MINUTE));
    expect(await ann.entry()).not.toHaveProperty("clicked");
    expect(ann.isAwake()).toBe(false);
    await ann.told(ann.settled(SHOP, MINUTE));
    expect(await ann.entry()).toMatchObject({ clicked: START + MINUTE, opened: START + MINUTE });
    expect(await ann.entry()).not.toHaveProperty("machineClicked");
    expect(ann.isAwake()).toBe(true);
  });

  it("by a machine tells that the message was delivered, and not that anybody opened it", async () => {
    const ann = await given("delivered");
    await ann.told(ann.first(HIDDEN, MINUTE));
    const entry = await ann.entry();
    expect(entry).toMatchObject({ machineClicked: START + MINUTE, delivered: START + MINUTE });
    expect(entry).not.toHaveProperty("opened");
    expect(ann.isAwake()).toBe(true);
  });

  it("that was first of many is a machine's, because it waits for the others", async () => {
    const ann = await given("clicked");
    await ann.told(ann.first(SHOP, MINUTE), ann.first(SALE, MINUTE + 500));
    await ann.told(ann.settled(SHOP, MINUTE), ann.settled(SALE, MINUTE + 500));
    expect(await ann.entry()).toMatchObject({ machineClicked: START + MINUTE + 500 });
    expect(await ann.entry()).not.toHaveProperty("clicked");
    expect(ann.isAwake()).toBe(false);
  });

  it("of the same minute in which the hidden link was followed is the same machine's", async () => {
    const ann = await given("clicked");
    await ann.told(ann.first(SHOP, MINUTE), ann.first(HIDDEN, MINUTE + 8_000), ann.settled(SHOP, MINUTE));
    expect(await ann.entry()).not.toHaveProperty("clicked");
    expect(ann.isAwake()).toBe(false);
  });

  it("by a person after a scanner's visit counts, and the scanner's stays beside it", async () => {
    const ann = await given("clicked");
    await ann.told(ann.first(HIDDEN, 20_000), ann.first(SHOP, 20_400));
    await ann.told(ann.first(SHOP, 5 * MINUTE), ann.settled(SHOP, 5 * MINUTE));
    expect(await ann.entry()).toMatchObject({ machineClicked: START + 20_000, clicked: START + 5 * MINUTE });
    expect(ann.isAwake()).toBe(true);
  });

  it("on a scanner's second visit, when the message was passed on, is that scanner's", async () => {
    const ann = await given("clicked");
    await ann.told(ann.first(HIDDEN, 20_000), ann.first(SHOP, 20_400));
    const next = 24 * 60 * MINUTE;
    await ann.told(ann.first(HIDDEN, next), ann.first(SHOP, next + 5_000), ann.settled(SHOP, next + 5_000));
    expect(await ann.entry()).not.toHaveProperty("clicked");
    expect(ann.isAwake()).toBe(false);
  });

  it("that has been counted stays counted when its settled look comes again, or a scanner later", async () => {
    const ann = await given("clicked");
    await ann.told(ann.first(SHOP, MINUTE), ann.settled(SHOP, MINUTE), ann.settled(SHOP, MINUTE));
    await ann.told(ann.first(HIDDEN, MINUTE + 30_000), ann.settled(SHOP, MINUTE));
    expect(await ann.entry()).toMatchObject({ clicked: START + MINUTE, machineClicked: expect.any(Number) });
  });

  it("whose settled look comes first is left until others have been heard of", async () => {
    const ann = await given("clicked");
    await expect(ann.told(ann.settled(SHOP, MINUTE))).rejects.toMatchObject({ name: "Unsettled" });
    await expect(ann.told(ann.settled(SALE, MINUTE + 100))).rejects.toMatchObject({ name: "Unsettled" });
    expect(ann.isAwake()).toBe(false);
    await ann.told(ann.settled(SHOP, MINUTE), ann.settled(SALE, MINUTE + 100));
    expect(await ann.entry()).not.toHaveProperty("clicked");
    expect(ann.isAwake()).toBe(false);
  });

  it("that nobody heard of but at its settled look counts when that comes again", async () => {
    const ann = await given("clicked");
    await expect(ann.told(ann.settled(SHOP, MINUTE))).rejects.toMatchObject({ name: "Unsettled" });
    await ann.told(ann.settled(SHOP, MINUTE));
    expect(ann.isAwake()).toBe(true);
  });

  it("where the moment is our own counts at once, but for the link that no person sees", async () => {
    const ann = await given("clicked");
    const { message } = ann;
    await ann.told({ fact: "clicked", message, at: START, evidence: { link: HIDDEN, hidden: true } });
    expect(ann.isAwake()).toBe(false);
    await ann.told({ fact: "clicked", message, at: START + 2 * MINUTE, evidence: { link: SHOP } });
    expect(ann.isAwake()).toBe(true);
  });

  it("of which SES did not tell the link is judged by the rest", async () => {
    const ann = await given("clicked");
    const evidence = { timed: true, agent: PERSON };
    const click = { fact: "clicked", message: ann.message, at: START + MINUTE, evidence } as const;
    await ann.told({ ...click, look: "first" });
    expect(ann.isAwake()).toBe(false);
    await ann.told({ ...click, look: "settled" });
    expect(ann.isAwake()).toBe(true);
  });

  it("on a message that never was changes nothing", async () => {
    const ann = await given("clicked");
    const other = { ...ann.message, step: "other" };
    for (const look of ["first", "settled"] as const) {
      await ann.told(clickTold(look, { message: other, at: START, link: SHOP }));
    }
    expect(ann.log).toEqual(["engagement without a message", "engagement without a message"]);
    expect(await ann.deps.table.get(keys.send(other.customer, other.enrollment, other.step))).toBeUndefined();
  });

  it("leaves no address, program or link in the ledger or the log", async () => {
    const ann = await given("clicked");
    await ann.told(ann.first(SALE, MINUTE), ann.settled(SALE, MINUTE), ann.first(HIDDEN, MINUTE, "curl/8.0"));
    const kept = JSON.stringify([await ann.entry(), ann.log]);
    for (const word of ["bluecup.example", "sale", "iPhone", "curl"]) expect(kept).not.toContain(word);
  });
});
