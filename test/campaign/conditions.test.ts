import { describe, expect, test } from "vitest";
import type { Condition } from "../../lib/campaign/conditions.ts";
import { holds, isKnownAtStart } from "../../lib/campaign/holds.ts";

const facts = {
  customer: { orders: 5, tags: ["vip"], country: "TH", consent: undefined, attributes: { roast: "dark" } },
  order: { total: 20, items: ["ESP-250"] },
  event: { rating: 4 },
  messages: { "we-miss-you": { sent: true, clicked: false } },
};

describe("a condition holds", () => {
  test.each<Condition>([
    {},
    { "customer.orders": 5, "customer.country": "TH" },
    { "customer.orders": { atLeast: 5, atMost: 5 } },
    { "order.total": { moreThan: 19.99, lessThan: 20.01 } },
    { "customer.country": { in: ["VN", "TH"] } },
    { "customer.tags": { contains: "vip" } },
    { "customer.attributes.roast": { contains: "ar" } },
    { "customer.consent": { exists: false } },
    { "event.rating": { exists: true } },
    { all: [{ "customer.orders": 5 }, { "order.total": 20 }] },
    { any: [{ "customer.orders": 6 }, { "order.total": 20 }] },
    { not: { "customer.orders": 6 } },
    { sent: "we-miss-you" },
  ])("%j", (condition) => expect(holds(condition, facts)).toBe(true));
});

describe("a condition does not hold", () => {
  test.each<Condition>([
    { "customer.orders": 5, "customer.country": "VN" },
    { "customer.orders": "5" },
    { "customer.orders": { moreThan: 5 } },
    { "customer.orders": { lessThan: 5 } },
    { "order.total": { atLeast: 20.01 } },
    { "customer.country": { in: ["VN"] } },
    { "customer.tags": { contains: "wholesale" } },
    { "customer.consent": false },
    { "customer.firstName": { atMost: 5 } },
    { "customer.constructor": { exists: true } },
    { all: [{ "customer.orders": 5 }, { "order.total": 21 }] },
    { any: [{ "customer.orders": 6 }, { "order.total": 21 }] },
    { not: { "customer.orders": 5 } },
    { clicked: "we-miss-you" },
    { opened: "never-sent" },
  ])("%j", (condition) => expect(holds(condition, facts)).toBe(false));
});

describe("what a condition asks", () => {
  test("is known at the start when it is of the order and the event alone", () => {
    expect(isKnownAtStart({ all: [{ "order.total": 1 }], not: { "event.rating": 1 } })).toBe(true);
  });
  test.each<Condition>([{ any: [{ "order.total": 1 }, { "customer.orders": 1 }] }, { clicked: "we-miss-you" }])(
    "is not known at the start: %j",
    (condition) => expect(isKnownAtStart(condition)).toBe(false),
  );
});
