import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import { customerFacts } from "../../lib/journey/facts.ts";
import { emptyContact, emptyProfile, withEvent, withPatch } from "../../lib/journey/profile.ts";
import type { Profile } from "../../lib/journey/records.ts";
import { DAY, happened, learned, purchase, refund, START } from "../support/events.ts";
import { givenShop } from "../support/shop.ts";

function profileAfter(...events: ShopEvent[]): Profile {
  return events.reduce((profile, event, index) => withEvent(profile, event, START + index), emptyProfile());
}

describe("a profile", () => {
  it("counts orders and what was paid, whatever the order in which events arrive", () => {
    const events = [
      purchase("ann", { at: START, order: { total: 10.1 } }),
      purchase("ann", { at: START + DAY, order: { total: 0.2, currency: "THB" } }),
      purchase("ann", { at: START + 2 * DAY, order: { total: 20.2 } }),
      refund("ann", "o-1", { at: START + 3 * DAY, amount: 5.05 }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(profileAfter(...shuffled)).toMatchObject({
          orders: 3,
          spent: { USD: 25.25, THB: 0.2 },
          firstOrderAt: START,
          lastOrderAt: START + 2 * DAY,
        });
      }),
    );
  });

  it("keeps sums exact over many fractions", () => {
    const cents = Array.from({ length: 1000 }, (_, index) =>
      purchase("ann", { at: START + index, order: { total: 0.1 } }),
    );
    expect(profileAfter(...cents).spent).toEqual({ USD: 100 });
  });

  it("may owe more than it paid, when a refund arrives first", () => {
    expect(profileAfter(refund("ann", "o-1", { amount: 30 })).spent).toEqual({ USD: -30 });
    expect(profileAfter(refund("ann", "o-1", { amount: 30 }), purchase("ann")).spent).toEqual({ USD: 0 });
  });

  it("remembers the 200 products bought last, with how many", () => {
    const many = Array.from({ length: 250 }, (_, n) =>
      purchase("ann", { at: START + n, order: { items: [{ sku: `s-${n}` }, { sku: "milk", quantity: 2 }] } }),
    );
    const { items } = profileAfter(...many);
    expect(items).toHaveLength(200);
    expect(items.at(-1)).toEqual(["milk", 500]);
    expect(items.map(([sku]) => sku)).not.toContain("s-50");
    expect(items.map(([sku]) => sku)).toContain("s-51");
  });

  it("keeps each tag once and the hundred newest", () => {
    const events = Array.from({ length: 60 }, (_, n) =>
      learned("ann", { tags: ["vip", `a-${n}`, `b-${n}`] }, { at: START + n }),
    );
    const { tags } = profileAfter(...events);
    expect(tags).toHaveLength(100);
    expect(new Set(tags).size).toBe(100);
    expect(tags.at(-1)).toBe("b-59");
  });

  it("replaces attributes one by one and forgets what is null", () => {
    const { attributes } = profileAfter(
      learned("ann", { attributes: { roast: "dark", cups: 2 } }),
      learned("ann", { attributes: { roast: null, grind: "fine" } }, { at: START + 1 }),
    );
    expect(attributes).toEqual({ cups: 2, grind: "fine" });
  });

  it("remembers the ten newest events", () => {
    const events = Array.from({ length: 12 }, (_, n) => happened("visit", "ann", { at: START + n, id: `v-${n}` }));
    expect(profileAfter(...events).recent.map(({ id }) => id)).toEqual(events.slice(2).map(({ eventId }) => eventId));
  });

  it("tells conditions the average gap between orders and days since the last", () => {
    const profile = profileAfter(
      purchase("ann"),
      purchase("ann", { at: START + 30 * DAY }),
      purchase("ann", { at: START + 40 * DAY }),
    );
    const facts = customerFacts(profile, undefined, givenShop(), START + 50 * DAY);
    expect(facts).toMatchObject({ orders: 3, averageGapDays: 20, daysSinceLastOrder: 10, daysSinceFirstOrder: 50 });
    expect(customerFacts(profileAfter(purchase("ann")), undefined, givenShop(), START).averageGapDays).toBeUndefined();
  });
});

describe("a contact", () => {
  it("takes each part that is given and keeps the others", () => {
    const known = { ...emptyContact(), email: "ann@mail.example", locale: "th" };
    const contact = withPatch(known, { locale: "en", firstName: "Ann" });
    expect(contact).toMatchObject({ email: "ann@mail.example", locale: "en", firstName: "Ann", rev: 1 });
    expect(withPatch(known, undefined)).toBe(known);
  });
});
