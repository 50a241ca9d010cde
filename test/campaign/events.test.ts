import { describe, expect, test } from "vitest";
import { eventFacts, groupOf, orderFacts } from "../../lib/campaign/event-facts.ts";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import { CUSTOMER_VALUES, EVENT_FACTS, ORDER_FACTS } from "../../lib/campaign/reading/known-facts.ts";
import { STAGES } from "../../lib/journey/advocacy/records.ts";

const common = { eventId: "e-1", customerId: "c-1", at: "2026-10-30T09:15:00Z" };
const order = {
  id: "order-1",
  total: 34.5,
  currency: "USD",
  coupon: "BACK15",
  referral: "K7QM2XPA",
  items: [
    { sku: "ESP-250", category: "coffee", quantity: 2 },
    { sku: "CUP", category: "cups" },
    { sku: "MUG", category: "cups" },
  ],
};

describe("what conditions see", () => {
  test("of an order: its pieces are counted, its categories named once", () => {
    expect(orderFacts(order)).toEqual({
      id: "order-1",
      total: 34.5,
      currency: "USD",
      quantity: 4,
      coupon: "BACK15",
      referral: "K7QM2XPA",
      items: ["ESP-250", "CUP", "MUG"],
      categories: ["coffee", "cups"],
    });
  });

  test("of a custom event: its data", () => {
    expect(eventFacts({ type: "rated", ...common, data: { rating: 5 } })).toEqual({ rating: 5 });
    expect(eventFacts({ type: "rated", ...common })).toEqual({});
  });

  test.each<[string, ShopEvent]>([
    ["purchase", { type: "purchase", ...common, order }],
    ["refund", { type: "refund", ...common, orderId: "order-1", amount: 5, currency: "USD" }],
    ["profile", { type: "profile", ...common, customer: {} }],
  ])("of a %s: exactly the facts that checks know", (type, event) => {
    expect(Object.keys(eventFacts(event))).toEqual(Object.keys(EVENT_FACTS[type] ?? {}));
  });

  test("of a customer's stage: exactly the stages that checks know", () => {
    expect(CUSTOMER_VALUES.stage).toEqual(STAGES);
  });

  test("of an answer: its facts, and the group that its score makes", () => {
    const answer = { type: "survey.answered", ...common, survey: "how-likely", kind: "nps" } as const;
    const facts = eventFacts({ ...answer, score: 9, comment: "Fine." });
    expect(facts).toEqual({ survey: "how-likely", kind: "nps", score: 9, group: "promoter", hasComment: true });
    expect(Object.keys(facts)).toEqual(Object.keys(EVENT_FACTS["survey.answered"] ?? {}));
    expect(eventFacts({ ...answer, kind: "text", comment: "Fine." })).toEqual({
      survey: "how-likely",
      kind: "text",
      hasComment: true,
    });
  });

  test.each([
    ["nps", [0, 6, 7, 8, 9, 10], ["detractor", "detractor", "passive", "passive", "promoter", "promoter"]],
    ["csat", [1, 2, 3, 4, 5], ["dissatisfied", "dissatisfied", "neutral", "satisfied", "satisfied"]],
  ] as const)("of the scores of %s: the groups they make", (kind, scores, groups) => {
    expect(scores.map((score) => groupOf(kind, score))).toEqual(groups);
    expect(groupOf(kind, undefined)).toBeUndefined();
  });

  test("of the order that started the journey: exactly the facts that checks know", () => {
    expect(Object.keys(orderFacts(order))).toEqual(Object.keys(ORDER_FACTS));
  });
});
