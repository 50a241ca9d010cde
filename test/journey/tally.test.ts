import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keys } from "../../lib/journey/keys.ts";
import { countsOf } from "../../lib/journey/tally.ts";
import { ASKS, REFILL } from "../support/campaigns.ts";
import { DAY, HOUR, purchase, refund } from "../support/events.ts";
import { recount, withWaiting } from "../support/recount.ts";
import { type TestWorld, world } from "../support/world.ts";

const CUSTOMERS = ["ann", "bob", "cid"];

type Act = { who: string; does: "buys" | "clicks" | "returns" | "leaves" | "bounces"; after: number };
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(...CUSTOMERS),
  does: fc.oneof(
    { weight: 6, arbitrary: fc.constant("buys" as const) },
    { weight: 3, arbitrary: fc.constant("clicks" as const) },
    { weight: 1, arbitrary: fc.constantFrom("returns" as const, "leaves" as const, "bounces" as const) },
  ),
  after: fc.integer({ min: 0, max: 20 * DAY }),
});

async function perform(shop: TestWorld, { who, does, after }: Act): Promise<void> {
  await shop.passes(after);
  const at = shop.now();
  const last = shop.mailer.taken.findLast(({ mail }) => mail.sendId.customer === who)?.mail.sendId;
  if (does === "buys") await shop.tells(purchase(who, { at, order: { id: `${who}-${at}`, total: 10.1 } }));
  else if (does === "returns") await shop.tells(refund(who, `${who}-${at - after}`, { at }));
  else if (does === "leaves") await shop.unsubscribes(who);
  else if (last !== undefined && does === "clicks") await shop.engages({ fact: "clicked", message: last, at });
  else if (last !== undefined)
    await shop.engages({ fact: "bounced", message: last, at, kind: after % 2 === 0 ? "hard" : "soft" });
}

describe("figures", () => {
  it("that add up every change come to what the records say in the end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const shop = world({
          campaigns: [
            { ...REFILL, holdout: "40%" },
            {
              ...ASKS,
              start: { on: "purchase", again: "after 10 days" },
              stop: [{ on: "refund" }],
              goal: { on: "purchase", within: "9 days" },
            },
          ],
          shop: { sending: { atMost: "2 per 3 days", hours: "09:00-21:00" } },
        });
        for (const one of acts) await perform(shop, one);
        await shop.passes(HOUR);
        const wanted = await recount(shop, CUSTOMERS);
        const deferred = [...shop.figures].filter(([name]) => name.includes(" deferred: closed"));
        const holds = shop.transitions.filter(({ state }) => state.startsWith("Hold until"));
        expect(deferred.reduce((sum, [, n]) => sum + n, 0)).toBe(holds.length);
        const rounded = (figures: Map<string, number>) =>
          Object.fromEntries([...figures].sort().map(([name, n]) => [name, Math.round(n * 100) / 100]));
        expect(rounded(withWaiting(shop.figures))).toEqual(rounded(wanted));
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it("count nothing but enrollments and messages", () => {
    for (const key of [keys.contact("ann"), keys.profile("ann"), keys.event("ann", "e-1"), keys.address("hash")]) {
      expect(countsOf({ key, before: undefined, after: { ...key, campaign: "welcome", status: "running" } })).toEqual(
        [],
      );
    }
  });

  it("take nothing back when a record goes", () => {
    const key = keys.send("ann", "e-1", "hello");
    expect(
      countsOf({ key, before: { ...key, state: "sent", campaign: "welcome", step: "hello" }, after: undefined }),
    ).toEqual([]);
  });

  it("count a message once it is settled, not while it is claimed or free", () => {
    const key = keys.send("ann", "e-1", "hello");
    const entry = (state: string) => ({ ...key, state, campaign: "welcome", step: "hello" });
    expect(countsOf({ key, before: undefined, after: entry("claimed") })).toEqual([]);
    expect(countsOf({ key, before: entry("claimed"), after: entry("released") })).toEqual([]);
    expect(countsOf({ key, before: entry("claimed"), after: entry("sent") })).toEqual([
      { campaign: "welcome", step: "hello", what: "sent", n: 1 },
    ]);
  });
});
