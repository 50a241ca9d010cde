import { describe, expect, it } from "vitest";
import type { Cap, SendMessage } from "../../../lib/compiler/compiled.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { NotSent } from "../../../lib/journey/ports.ts";
import { isRemembered } from "../../../lib/journey/send/caps.ts";
import { send } from "../../../lib/journey/send.ts";
import { stopJourneys } from "../../../lib/journey/stop.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, HOUR, purchase, START } from "../../support/events.ts";
import { givenAnnIn, givenRace, onEveryInterleaving } from "../../support/interleaving.ts";
import { messageFor } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { givenCampaign } from "../../support/shop.ts";
import { world } from "../../support/world.ts";

/** On their way for longer than places of messages are remembered. */
const CAMPAIGNS = ["welcome", "other"].map((id) =>
  givenCampaign({ id, steps: [{ send: "hello" }, { wait: "200 days" }, { send: "news" }] }),
);
const ONE_IN_90_DAYS: Cap = { of: "survey", count: 1, seconds: 90 * 86_400 };
const asking = (changes: Partial<SendMessage> = {}): SendMessage =>
  messageFor("ann", {
    ...{ step: "how-likely", survey: "nps", rules: { caps: [ONE_IN_90_DAYS], lateAfterSeconds: 86_400 } },
    ...changes,
  });

async function givenAnn(...throws: Error[]): Promise<Doubles> {
  const ann = givenDoubles({ campaigns: CAMPAIGNS });
  await enroll(ann.deps, purchase("ann"));
  ann.deps.now = () => ann.clock.now++;
  ann.mailer.throws.push(...throws);
  return ann;
}

const places = async ({ deps }: Doubles) => (await recordsOf(deps.table).contact("ann")).sent;
const tries = (ann: Doubles, changes: Partial<SendMessage> = {}) =>
  send(ann.deps, asking(changes)).catch((error: Error) => error.message);
const busy = () => new NotSent("slow down", false);

describe("a survey", () => {
  it("says so in its ledger entry and in the count of what the customer got", async () => {
    const ann = await givenAnn();
    expect(await tries(ann)).toBe("sent");
    expect(await recordsOf(ann.deps.table).sends("ann")).toMatchObject([{ step: "how-likely", survey: "nps" }]);
    expect(await places(ann)).toMatchObject([{ campaign: "welcome", survey: true }]);
  });

  it("of another campaign is withheld until the time between two is over", async () => {
    const ann = await givenAnn();
    await tries(ann);
    expect(await tries(ann, { campaign: "other" })).toBe("surveyed lately");
    expect((await recordsOf(ann.deps.table).sends("ann")).map(({ reason }) => reason)).toContain("surveyed lately");
    ann.clock.now = START + 90 * DAY + HOUR;
    const due = new Date(ann.clock.now).toISOString();
    expect(await tries(ann, { campaign: "other", step: "next", due })).toBe("sent");
  });

  it("leaves other messages alone, and they leave it alone", async () => {
    const ann = await givenAnn();
    await send(ann.deps, messageFor("ann", { campaign: "other" }));
    expect(await tries(ann)).toBe("sent");
    expect(await send(ann.deps, messageFor("ann", { rules: { caps: [], lateAfterSeconds: 86_400 } }))).toBe("sent");
  });

  it("comes back when it may, where it is to wait and is not late by then", async () => {
    const ann = await givenAnn();
    await tries(ann);
    const caps = [{ ...ONE_IN_90_DAYS, seconds: 5 * 3_600 }];
    const waits = { campaign: "other", rules: { caps, ifTooMany: "defer" as const, lateAfterSeconds: 86_400 } };
    expect(await tries(ann, waits)).toBe("deferred");
    expect(ann.answers.get("token-how-likely")).toBe("ok");
    expect(await recordsOf(ann.deps.table).enrollment("ann", "other")).toMatchObject({
      deferred: { why: "surveyed lately" },
    });
    const late = { ...waits, step: "late", rules: { ...waits.rules, lateAfterSeconds: 3_600 } };
    expect(await tries(ann, late)).toBe("surveyed lately");
  });

  it("does not count itself when it is tried again", async () => {
    const ann = await givenAnn(busy(), busy());
    expect(await tries(ann)).toBe("slow down");
    expect(await tries(ann, { campaign: "other" })).toBe("surveyed lately");
    expect(await tries(ann)).toBe("slow down");
    expect(await tries(ann)).toBe("sent");
    expect(await places(ann)).toHaveLength(1);
  });

  it.each([
    ["the mailer refuses it", [new NotSent("no such domain", true)], () => Promise.resolve(), "refused"],
    [
      "its journey ends before the mailer has room",
      [busy()],
      async (ann: Doubles) => {
        await tries(ann);
        await stopJourneys(ann.deps, "ann", "refunded", { only: asking().enrollment });
      },
      "ended",
    ],
  ] as const)("gives its place back when %s", async (_when, throws, before, became) => {
    const ann = await givenAnn(...throws);
    await before(ann);
    expect(await tries(ann)).toBe(became);
    expect(await places(ann)).toEqual([]);
    expect(await tries(ann, { campaign: "other" })).toBe("sent");
  });

  it("keeps its place where another message of its campaign gives back one of the same moment", async () => {
    const ann = await givenAnn();
    ann.deps.now = () => ann.clock.now;
    await tries(ann);
    ann.mailer.throws.push(busy(), new NotSent("no such domain", true));
    for (const became of ["slow down", "refused"]) {
      expect(await send(ann.deps, messageFor("ann")).catch((error: Error) => error.message)).toBe(became);
    }
    expect(await places(ann)).toEqual([{ at: START, campaign: "welcome", survey: true }]);
  });
});

describe("the count of what a customer got", () => {
  it("remembers surveys for 400 days, other messages for 31", () => {
    const isKept = (days: number, survey?: true) =>
      isRemembered({ at: START, campaign: "welcome", ...(survey && { survey }) }, START + days * DAY);
    expect([30, 31].map((days) => isKept(days))).toEqual([true, false]);
    expect([31, 399, 400].map((days) => isKept(days, true))).toEqual([true, true, false]);
  });

  it("forgets with the next message that goes out", async () => {
    const ann = await givenAnn();
    await tries(ann);
    await send(ann.deps, messageFor("ann"));
    ann.clock.now = START + 32 * DAY;
    const due = new Date(ann.clock.now).toISOString();
    await send(ann.deps, messageFor("ann", { campaign: "other", step: "news", due }));
    expect((await places(ann)).map(({ campaign, survey }) => [campaign, survey])).toEqual([
      ["welcome", true],
      ["other", undefined],
    ]);
  });
});

describe("surveys of several campaigns", () => {
  it("that are due at once: one goes out, whoever is first, and however often they are delivered", async () => {
    await onEveryInterleaving(200, async (scheduler) => {
      const ann = await givenAnnIn(CAMPAIGNS);
      const race = givenRace(ann.deps, scheduler);
      for (const campaign of ["welcome", "other", "welcome"]) {
        race.enters(campaign, () => send(race.deps, asking({ campaign })));
      }
      race.enters("purchase", () => enroll(race.deps, purchase("ann", { at: START + 1 })));
      await race.settles();
      expect(ann.mailer.taken).toHaveLength(1);
      const contact = (await ann.deps.table.get(keys.contact("ann"))) as unknown as { sent: unknown[] };
      expect(contact.sent).toHaveLength(1);
    });
  });

  it("go out as far apart as the shop says", async () => {
    const shop = world({
      shop: { surveys: { every: "30 days" } },
      campaigns: [
        { id: "a", start: { on: "purchase", again: "always" }, steps: [{ survey: "how-likely" }, { wait: "1 day" }] },
        { id: "b", start: { on: "purchase", again: "always" }, steps: [{ wait: "20 days" }, { survey: "how-good" }] },
      ],
    });
    for (const day of [0, 31]) {
      await shop.passes(START + day * DAY - shop.now());
      await shop.tells(purchase("ann", { at: shop.now() }));
    }
    await shop.passes(60 * DAY);
    expect(shop.mails()).toEqual(["ann how-likely", "ann how-likely"]);
    const withheld = (await shop.sends("ann")).filter(({ state }) => state === "withheld");
    expect(withheld.map(({ step, reason }) => [step, reason])).toEqual([
      ["how-good", "surveyed lately"],
      ["how-good", "surveyed lately"],
    ]);
  });
});
