import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Shop } from "../../lib/campaign/shop.ts";
import { emptyProfile } from "../../lib/journey/profile.ts";
import type { Profile } from "../../lib/journey/records.ts";
import { nextStageAt, stageOf } from "../../lib/journey/stage.ts";
import { DAY, START } from "../support/events.ts";
import { givenShop } from "../support/shop.ts";

const shop = givenShop();

/** So many orders, the last one at the start, with so many days between two of them. */
function buyer(orders: number, { gap = 30, ...more }: { gap?: number } & Partial<Profile> = {}): Profile {
  const times = orders === 0 ? {} : { firstOrderAt: START - (orders - 1) * gap * DAY, lastOrderAt: START };
  return { ...emptyProfile(), orders, ...times, ...more };
}

const stageAfter = (profile: Profile, days: number, changes: Partial<Shop> = {}) =>
  stageOf(profile, givenShop(changes), START + days * DAY);

describe("a customer's stage", () => {
  it("is none before the first order, also with friends", () => {
    expect(stageOf(undefined, shop, START)).toBeUndefined();
    expect(stageOf(buyer(0, { referrals: 3 }), shop, START)).toBeUndefined();
    expect(nextStageAt(buyer(0), shop, START)).toBeUndefined();
  });

  it.each([
    [1, "new"],
    [2, "active"],
    [3, "regular"],
    [5, "regular"],
    [6, "champion"],
    [60, "champion"],
  ])("after %s orders is %s", (orders, stage) => {
    expect(stageAfter(buyer(orders), 0)).toBe(stage);
  });

  it("is advocate with a friend who counts, however few orders, until there is none", () => {
    expect(stageAfter(buyer(1, { referrals: 1 }), 0)).toBe("advocate");
    expect(stageAfter(buyer(9, { referrals: 2 }), 0)).toBe("advocate");
    expect(stageAfter(buyer(9, { referrals: 0 }), 0)).toBe("champion");
  });

  it("is what the shop says of orders and money, in its own currency", () => {
    const stages = { regular: 2, champion: { orders: 4, spent: 200 } };
    expect(stageAfter(buyer(2), 0, { stages })).toBe("regular");
    expect(stageAfter(buyer(4, { spent: { USD: 199.99, EUR: 900 } }), 0, { stages })).toBe("regular");
    expect(stageAfter(buyer(4, { spent: { USD: 200 } }), 0, { stages })).toBe("champion");
    expect(stageAfter(buyer(6), 0, { stages: { champion: {} } })).toBe("champion");
  });

  it("goes by the shop's rhythm with fewer than three orders: at risk after two of them, lapsed after four", () => {
    for (const orders of [1, 2]) {
      const one = buyer(orders, { gap: 3 });
      expect([89, 90, 179, 180].map((days) => stageAfter(one, days))).toEqual([
        orders === 1 ? "new" : "active",
        "at risk",
        "at risk",
        "lapsed",
      ]);
    }
    expect(stageAfter(buyer(1), 20, { stages: { rhythm: "10 days" } })).toBe("at risk");
  });

  it("goes by the customer's own rhythm from three orders on, of a week at least", () => {
    expect([59, 60, 119, 120].map((days) => stageAfter(buyer(3), days))).toEqual([
      "regular",
      "at risk",
      "at risk",
      "lapsed",
    ]);
    expect([13, 14, 28].map((days) => stageAfter(buyer(3, { gap: 1 }), days))).toEqual([
      "regular",
      "at risk",
      "lapsed",
    ]);
  });

  it("is at risk, or lapsed, for champions and advocates too", () => {
    expect(stageAfter(buyer(9), 61)).toBe("at risk");
    expect(stageAfter(buyer(9, { referrals: 4 }), 121)).toBe("lapsed");
  });
});

describe("the moment of the next stage", () => {
  const profiles = fc
    .record({
      orders: fc.integer({ min: 1, max: 12 }),
      span: fc.integer({ min: 0, max: 900 * DAY }),
      referrals: fc.integer({ min: 0, max: 2 }),
      spent: fc.integer({ min: 0, max: 400 }),
    })
    .map(({ orders, span, referrals, spent }) => ({
      ...emptyProfile(),
      orders,
      firstOrderAt: START - (orders === 1 ? 0 : span),
      lastOrderAt: START,
      referrals,
      spent: { USD: spent },
    }));
  const shops = fc
    .record({
      rhythm: fc.constantFrom("1 hour", "7 days", "45 days", "90 days"),
      spent: fc.integer({ min: 0, max: 300 }),
    })
    .map(({ rhythm, spent }) => givenShop({ stages: { rhythm, champion: { spent } } }));

  it("is when the stage changes, and not a millisecond before", () => {
    fc.assert(
      fc.property(profiles, shops, fc.integer({ min: -DAY, max: 4000 * DAY }), (profile, asked, since) => {
        const now = START + since;
        const stage = stageOf(profile, asked, now);
        const next = nextStageAt(profile, asked, now);
        if (next === undefined) {
          expect(stage).toBe("lapsed");
          expect(stageOf(profile, asked, now + 10_000 * DAY)).toBe("lapsed");
          return;
        }
        expect(next).toBeGreaterThan(now);
        expect(stageOf(profile, asked, next - 1)).toBe(stage);
        expect(stageOf(profile, asked, next)).not.toBe(stage);
      }),
      { numRuns: 500 },
    );
  });
});
