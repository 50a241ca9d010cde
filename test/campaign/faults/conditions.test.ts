import { describe, expect, test } from "vitest";
import { faultsOf, type Written } from "./written.ts";

const BROKEN: { wrong: string; written: Written; says: string[] }[] = [
  {
    wrong: "a misspelled operator",
    written: { steps: ['{ "branch": [{ "if": { "customer.orders": { "atleast": 5 } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.orders"]: unknown key "atleast"; did you mean "atLeast"?',
    ],
  },
  {
    wrong: "an operator from another language",
    written: { steps: ['{ "branch": [{ "if": { "customer.orders": { "gte": 5 } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.orders"]: unknown key "gte"; did you mean "atLeast"?',
    ],
  },
  {
    wrong: "a number in quotes",
    written: { steps: ['{ "branch": [{ "if": { "customer.orders": { "atLeast": "5" } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.orders"].atLeast: atLeast wants a number, got "5"; remove the quotes',
    ],
  },
  {
    wrong: "an operator that is not needed",
    written: { steps: ['{ "branch": [{ "if": { "customer.country": { "equals": "TH" } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.country"]: unknown key "equals"; write the value alone: "customer.country": "TH"',
    ],
  },
  {
    wrong: "a list without an operator",
    written: { steps: ['{ "branch": [{ "if": { "customer.country": ["TH", "VN"] }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.country"]: a list alone is no test; to allow any of its values, write { "in": ["TH", "VN"] }',
    ],
  },
  {
    wrong: "null for an unknown fact",
    written: { steps: ['{ "branch": [{ "if": { "customer.country": null }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.country"]: customer.country wants a text, a number, true or false or an object, got null; for an unknown fact, write { "exists": false }',
    ],
  },
  {
    wrong: "an operator without a fact",
    written: { steps: ['{ "branch": [{ "if": { "atLeast": 5 }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if: "atLeast" tests a fact, and none is named; name it: { "customer.orders": { "atLeast": 5 } }',
    ],
  },
  {
    wrong: "an empty test",
    written: { steps: ['{ "branch": [{ "if": { "customer.orders": {} }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.orders"]: this test is empty; say atLeast, atMost, moreThan, lessThan, in, contains or exists',
    ],
  },
  {
    wrong: "an empty list of conditions",
    written: { steps: ['{ "branch": [{ "if": { "all": [] }, "steps": [] }] }'] },
    says: ["campaigns/win-back.json:6 steps[0].branch[0].if.all: all is empty; add an entry"],
  },
  {
    wrong: "all with one object",
    written: { steps: ['{ "branch": [{ "if": { "all": { "customer.orders": 1 } }, "steps": [] }] }'] },
    says: [
      "campaigns/win-back.json:6 steps[0].branch[0].if.all: all wants a list, got an object; put it in a list: [ ]",
    ],
  },
  {
    wrong: "a list of conditions without a key",
    written: { steps: ['{ "branch": [{ "if": [{ "customer.orders": 1 }], "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if: if wants an object, got a list; put the list under a key: { "all": [ ] } or { "any": [ ] }',
    ],
  },
  {
    wrong: "a misspelled connective",
    written: {
      steps: ['{ "branch": [{ "if": { "al": [{ "customer.orders": 1 }, { "order.totl": 1 }] }, "steps": [] }] }'],
    },
    says: ['campaigns/win-back.json:6 steps[0].branch[0].if: unknown key "al" in a condition; did you mean "all"?'],
  },
  {
    wrong: "a misspelled beginning",
    written: { steps: ['{ "branch": [{ "if": { "custmer.orders": 1 }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if: unknown key "custmer.orders" in a condition; did you mean "customer.orders"?',
    ],
  },
  {
    wrong: "a missing beginning",
    written: { steps: ['{ "branch": [{ "if": { "total": { "atLeast": 20 } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if: unknown key "total" in a condition; did you mean "order.total"?',
    ],
  },
  {
    wrong: "a key that is nothing like any",
    written: { steps: ['{ "branch": [{ "if": { "weather": "sunny" }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if: unknown key "weather" in a condition; begin a fact with customer., order. or event., or use "all", "any", "not", "sent", "delivered", "opened", "clicked", "answered", "promoter", "passive", "detractor", "satisfied", "neutral" or "dissatisfied"',
    ],
  },
  {
    wrong: "a fault deep inside",
    written: {
      steps: [
        '{ "branch": [{ "if": { "any": [{ "customer.orders": 1 }, { "not": { "all": [{ "order.total": { "atLeast": true } }] } }] }, "steps": [] }] }',
      ],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if.any[1].not.all[0]["order.total"].atLeast: atLeast wants a number, got true; write it like 20',
    ],
  },
  {
    wrong: "a fact that a profile does not have",
    written: { steps: ['{ "branch": [{ "if": { "customer.order": 1, "customer.shoeSize": 42 }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.order"]: a profile has no "order"; did you mean "customer.orders"?',
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.shoeSize"]: a profile has no "shoeSize"; it has "orders", "averageGapDays", "daysSinceFirstOrder", "daysSinceLastOrder", "items", "tags", "locale", "language", "country", "timeZone", "consent", "stage", "categories", "referrals", "referred", "nps", "npsGroup", "csat", "spent.USD" and "attributes.<name>"',
    ],
  },
  {
    wrong: "spending without a currency",
    written: {
      steps: [
        '{ "branch": [{ "if": { "customer.spent": { "atLeast": 100 }, "customer.spent.usd": { "atLeast": 100 } }, "steps": [] }] }',
      ],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.spent"]: what a customer spent is kept for each currency; name the currency: "customer.spent.USD"',
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.spent.usd"]: what a customer spent is kept for each currency; name the currency: "customer.spent.USD"',
    ],
  },
  {
    wrong: "a date of the profile",
    written: { steps: ['{ "branch": [{ "if": { "customer.lastOrderAt": { "exists": true } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.lastOrderAt"]: "customer.lastOrderAt" is a date, which only a wait can use; test "customer.daysSinceLastOrder"',
    ],
  },
  {
    wrong: "an attribute that no profile can have",
    written: {
      steps: ['{ "branch": [{ "if": { "customer.attributes.shoe size": { "exists": true } }, "steps": [] }] }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.attributes.shoe size"]: "customer.attributes.shoe size" does not name one attribute; write it like "customer.attributes.roast"',
    ],
  },
  {
    wrong: "an attribute that is not named",
    written: { steps: ['{ "branch": [{ "if": { "customer.attributes": { "exists": true } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.attributes"]: "customer.attributes" does not name one attribute; write it like "customer.attributes.roast"',
    ],
  },
  {
    wrong: "an order where none started the journey",
    written: {
      start: '{ "on": "delivery.completed" }',
      steps: ['{ "branch": [{ "if": { "order.total": { "atLeast": 20 } }, "steps": [] }] }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["order.total"]: there is no order in a journey that "delivery.completed" starts; use event.* for the event\'s facts, or customer.* for the profile\'s',
    ],
  },
  {
    wrong: "a fact that an order does not have",
    written: { steps: ['{ "branch": [{ "if": { "order.sku": "ESP-250" }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["order.sku"]: an order has no "sku"; it has "id", "total", "currency", "quantity", "coupon", "referral", "items" and "categories"',
    ],
  },
  {
    wrong: "a fact that a refund does not have",
    written: { start: '{ "on": "refund" }', steps: ['{ "branch": [{ "if": { "event.total": 5 }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["event.total"]: a refund event has no "total"; it has "orderId", "amount" and "currency"',
    ],
  },
  {
    wrong: "any fact of a profile event",
    written: {
      start: '{ "on": "profile" }',
      steps: ['{ "branch": [{ "if": { "event.email": { "exists": true } }, "steps": [] }] }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["event.email"]: a profile event has no "email"; test the profile instead: customer.*',
    ],
  },
  {
    wrong: "a fact below a fact of a custom event",
    written: {
      start: '{ "on": "parcel.weighed" }',
      steps: ['{ "branch": [{ "if": { "event.parcel.size": 5 }, "steps": [] }] }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["event.parcel.size"]: "event.parcel.size" cannot be a fact of "parcel.weighed"; name one entry of its data: "event.rating"',
    ],
  },
  {
    wrong: "a comparison of a list",
    written: { steps: ['{ "branch": [{ "if": { "customer.tags": { "atLeast": 5 } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.tags"].atLeast: atLeast cannot test "customer.tags", which is a list; use "contains" or "exists"',
    ],
  },
  {
    wrong: "a list that equals a value",
    written: { steps: ['{ "branch": [{ "if": { "customer.tags": "vip" }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.tags"]: "customer.tags" is a list, which never equals one value; write { "contains": "vip" }',
    ],
  },
  {
    wrong: "a number compared with a text",
    written: {
      steps: ['{ "branch": [{ "if": { "customer.orders": "5", "customer.consent": "true" }, "steps": [] }] }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.orders"]: "customer.orders" is a number and never equals "5"; remove the quotes',
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.consent"]: "customer.consent" is true or false and never equals "true"; remove the quotes',
    ],
  },
  {
    wrong: "a text compared with a number",
    written: { steps: ['{ "branch": [{ "if": { "customer.country": { "in": ["TH", 66] } }, "steps": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if["customer.country"].in[1]: "customer.country" is a text and never equals 66; put it in quotes: "66"',
    ],
  },
  {
    wrong: "messages before the journey starts",
    written: { start: '{ "on": "purchase", "if": { "clicked": "we-miss-you" } }' },
    says: [
      "campaigns/win-back.json:4 start.if.clicked: no message has been sent when a journey starts; ask this in a branch, after the step that sends it",
    ],
  },
];

describe("conditions that are wrong", () => {
  test.each(BROKEN)("says what to do about $wrong", ({ written, says }) => {
    expect(faultsOf(written)).toEqual(says);
  });
});
