import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unsettled } from "../../lib/journey/engage/reactions.ts";
import { type Engagement, engage } from "../../lib/journey/engage.ts";
import { ASKS } from "../support/campaigns.ts";
import { DAY, MINUTE, purchase } from "../support/events.ts";
import { clickTold, HIDDEN, LINKS } from "../support/ses.ts";
import type { Authored } from "../support/shop.ts";
import { type TestWorld, world } from "../support/world.ts";

const SECOND = 1_000;
/** What the queue keeps a click for. */
const SETTLES = 10 * SECOND;
/** When the queue hands over again what was to come again. */
const AGAIN = 2 * SECOND;

interface Told {
  at: number;
  engagement: Engagement;
}

/** Tells everything at its time, however it is ordered; what is to come again does. */
async function tells(shop: TestWorld, told: readonly Told[]): Promise<void> {
  const due = [...told];
  while (due.length > 0) {
    due.sort((one, other) => one.at - other.at);
    const [{ at, engagement }] = due.splice(0, 1) as [Told];
    await shop.passes(Math.max(0, at - shop.now()));
    try {
      await engage(shop.deps, engagement);
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      due.push({ at: at + AGAIN, engagement });
    }
  }
}

interface Delays {
  first: number;
  settled: number;
  again: number | undefined;
}

/** Both looks at a click of this moment, and duplicates of them. */
function clickAt(shop: TestWorld, at: number, link: string, { first, settled, again }: Delays): Told[] {
  const click = { message: shop.sendId("ann", "hello"), at, link };
  const once = { at: at + first, engagement: clickTold("first", click) };
  const last = { at: at + SETTLES + settled, engagement: clickTold("settled", click) };
  if (again === undefined) return [once, last];
  return [once, last, { ...once, at: once.at + again }, { ...last, at: last.at + again }];
}

async function mailed(campaign: Authored = ASKS): Promise<TestWorld> {
  const shop = world({ campaigns: [campaign] });
  await shop.tells(purchase("ann"));
  expect(shop.mails()).toEqual(["ann hello"]);
  return shop;
}

const delays: fc.Arbitrary<Delays> = fc.record({
  first: fc.integer({ min: 0, max: 8 * SECOND }),
  settled: fc.integer({ min: 0, max: 3 * SECOND }),
  again: fc.option(fc.integer({ min: 0, max: 3 * MINUTE }), { nil: undefined }),
});

/** Some links of the message, each within a second after the scan began. */
const followed = (links: string[]) =>
  fc.tuple(
    ...links.map((link) => fc.record({ link: fc.constant(link), after: fc.integer({ min: 0, max: 999 }), delays })),
  );

describe("a scanner that follows all links of a message", () => {
  it("right after it was delivered wakes nothing, in whatever order it is told, and however often", async () => {
    await fc.assert(
      fc.asyncProperty(followed(LINKS), fc.integer({ min: 0, max: 20 * SECOND }), async (clicks, late) => {
        const shop = await mailed();
        const sent = shop.now();
        const message = shop.sendId("ann", "hello");
        const delivery = { at: sent + late, engagement: { fact: "delivered", message, at: sent + 500 } } as const;
        const scan = clicks.flatMap(({ link, after, delays }) => clickAt(shop, sent + 500 + after, link, delays));
        await tells(shop, [delivery, ...scan]);
        await shop.passes(3 * DAY);
        expect(shop.mails()).toEqual(["ann hello", "ann reminder"]);
        expect(shop.figures.get("welcome hello clicked")).toBeUndefined();
        expect(shop.figures.get("welcome hello clicked by machine")).toBe(1);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it("an hour later, when somebody passed the message on, wakes nothing either", async () => {
    await fc.assert(
      fc.asyncProperty(followed(LINKS), async (clicks) => {
        const shop = await mailed();
        const begun = shop.now() + 60 * MINUTE;
        await tells(
          shop,
          clicks.flatMap(({ link, after, delays }) => clickAt(shop, begun + after, link, delays)),
        );
        await shop.passes(3 * DAY);
        expect(shop.mails()).toEqual(["ann hello", "ann reminder"]);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it("and is told apart by the hidden link alone, when it takes its time for the others", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(delays, { minLength: 3, maxLength: 3 }), delays, async (slow, hidden) => {
        const shop = await mailed();
        const begun = shop.now() + 60 * MINUTE;
        const scan = slow.flatMap((one, index) =>
          clickAt(shop, begun + (index + 1) * 15 * SECOND, LINKS[index] ?? "", one),
        );
        await tells(shop, [...clickAt(shop, begun, HIDDEN, hidden), ...scan]);
        await shop.passes(3 * DAY);
        expect(shop.mails()).toEqual(["ann hello", "ann reminder"]);
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});

describe("a person", () => {
  it("who clicks a minute after a scanner wakes what waits", async () => {
    await fc.assert(
      fc.asyncProperty(followed([HIDDEN, ...LINKS]), delays, async (clicks, person) => {
        const shop = await mailed();
        const sent = shop.now();
        const message = shop.sendId("ann", "hello");
        const delivery = { at: sent + 600, engagement: { fact: "delivered", message, at: sent + 500 } } as const;
        const scan = clicks.flatMap(({ link, after, delays }) => clickAt(shop, sent + 500 + after, link, delays));
        const click = clickAt(shop, sent + 62 * SECOND, LINKS[1] ?? "", person);
        await tells(shop, [delivery, ...scan, ...click]);
        expect(shop.mails()).toEqual(["ann hello", "ann guide"]);
        expect(shop.figures.get("welcome hello clicked")).toBe(1);
        expect(shop.figures.get("welcome hello clicked by machine")).toBe(1);
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it("who clicks waits for what follows no longer than the click takes to settle", async () => {
    const shop = await mailed();
    const at = shop.now() + MINUTE;
    const [first, settled] = clickAt(shop, at, LINKS[0] ?? "", { first: 0, settled: 0, again: undefined }) as [
      Told,
      Told,
    ];
    await tells(shop, [first]);
    expect(shop.mails()).toEqual(["ann hello"]);
    await tells(shop, [settled]);
    await shop.passes(0);
    expect(shop.now()).toBe(at + SETTLES);
    expect(shop.mails()).toEqual(["ann hello", "ann guide"]);
  });
});

const OPENS = {
  steps: [
    { send: "hello" },
    { waitFor: { opened: "hello" }, within: "3 days", then: [{ send: "guide" }], else: [{ send: "reminder" }] },
  ],
} satisfies Authored;

describe("Apple's proxy", () => {
  it("opens every message, and wakes nothing; its reader's click does", async () => {
    const shop = await mailed(OPENS);
    const message = shop.sendId("ann", "hello");
    const opened = (at: number): Engagement => ({
      fact: "opened",
      message,
      at,
      evidence: { agent: "Mozilla/5.0", timed: true },
    });
    const times = [20 * SECOND, 20 * SECOND, 3_600 * SECOND].map((after) => shop.now() + after);
    await tells(
      shop,
      times.map((at) => ({ at, engagement: opened(at) })),
    );
    expect(shop.mails()).toEqual(["ann hello"]);
    expect(shop.figures.get("welcome hello opened by machine")).toBe(1);
    expect(shop.figures.get("welcome hello opened")).toBeUndefined();
    const at = shop.now() + MINUTE;
    await tells(shop, clickAt(shop, at, LINKS[0] ?? "", { first: 0, settled: 0, again: undefined }));
    await shop.passes(0);
    expect(shop.mails()).toEqual(["ann hello", "ann guide"]);
  });
});
