import { describe, expect, test } from "vitest";
import { checkAll } from "../../../lib/campaign/check.ts";
import { faultsOf, type Written } from "./written.ts";

const BROKEN: { wrong: string; written: Written; says: string[] }[] = [
  {
    wrong: "a coupon that shop.json does not name",
    written: { steps: ['{ "coupon": "thanks-01" }', '{ "send": "we-miss-you" }'] },
    says: ['campaigns/win-back.json:6 steps[0].coupon: shop.json has no coupon "thanks-01"; did you mean "thanks-10"?'],
  },
  {
    wrong: "a webhook that is nothing like any",
    written: { steps: ['{ "webhook": "warehouse" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].webhook: shop.json has no webhook "warehouse"; add "webhooks": { "warehouse": { "url": "https://crm.shop.example/hooks/regulars" } } to it',
    ],
  },
  {
    wrong: "a coupon deep inside",
    written: {
      steps: ['{ "coupon": "big-20", "else": [{ "coupon": "big-2" }] }', '{ "send": "we-miss-you" }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].else[0].coupon: shop.json has no coupon "big-2"; did you mean "big-20"?',
    ],
  },
  {
    wrong: "events that are nearly others",
    written: {
      start: '{ "on": "purchases" }',
      more: ['"stop": [{ "on": "refunded" }],', '"goal": { "on": "survey.answerd", "within": "9 days" },'],
      steps: [
        '{ "waitFor": { "on": "delivery.complete" }, "within": "1 day" }',
        '{ "waitFor": { "on": "stage-changed" }, "within": "1 day" }',
      ],
    },
    says: [
      'campaigns/win-back.json:4 start.on: "purchases" is nearly "purchase" (if nobody sends it, nothing ever comes of it); did you mean "purchase"? Else declare it in shop.json, under "events"',
      'campaigns/win-back.json:5 stop[0].on: "refunded" is nearly "refund" (if nobody sends it, nothing ever comes of it); did you mean "refund"? Else declare it in shop.json, under "events"',
      'campaigns/win-back.json:6 goal.on: "survey.answerd" is nearly "survey.answered" (if nobody sends it, nothing ever comes of it); did you mean "survey.answered"? Else declare it in shop.json, under "events"',
      'campaigns/win-back.json:8 steps[0].waitFor.on: "delivery.complete" is nearly "delivery.completed" (if nobody sends it, nothing ever comes of it); did you mean "delivery.completed"? Else declare it in shop.json, under "events"',
      'campaigns/win-back.json:9 steps[1].waitFor.on: "stage-changed" is nearly "stage.changed" (if nobody sends it, nothing ever comes of it); did you mean "stage.changed"? Else declare it in shop.json, under "events"',
    ],
  },
  {
    wrong: "facts that a declared event does not have, or that are something else",
    written: {
      start: '{ "on": "delivery.completed", "if": { "event.ratign": 5, "event.late": { "atLeast": 1 } } }',
      more: ['"stop": [{ "on": "delivery.completed", "if": { "event.rating": "5" } }],'],
    },
    says: [
      'campaigns/win-back.json:4 start.if["event.ratign"]: an event "delivery.completed" has no "ratign"; did you mean "event.rating"?',
      'campaigns/win-back.json:4 start.if["event.late"].atLeast: atLeast cannot test "event.late", which is true or false; write true or false, or use "exists"',
      'campaigns/win-back.json:5 stop[0].if["event.rating"]: "event.rating" is a number and never equals "5"; remove the quotes',
    ],
  },
  {
    wrong: "texts that a fact never is",
    written: {
      start:
        '{ "on": "stage.changed", "if": { "event.to": "at-risk", "customer.stage": { "in": ["champion", "vip"] } } }',
      more: [
        '"stop": [{ "on": "delivery.completed", "if": { "event.carrier": "vam" } }],',
        '"goal": { "on": "survey.answered", "if": { "event.group": "promotor" }, "within": "9 days" },',
      ],
    },
    says: [
      'campaigns/win-back.json:4 start.if["event.to"]: "event.to" is never "at-risk"; did you mean "at risk"?',
      'campaigns/win-back.json:4 start.if["customer.stage"].in[1]: "customer.stage" is never "vip"; write "new", "active", "regular", "champion", "advocate", "at risk" or "lapsed"',
      'campaigns/win-back.json:5 stop[0].if["event.carrier"]: "event.carrier" is never "vam"; did you mean "van"?',
      'campaigns/win-back.json:6 goal.if["event.group"]: "event.group" is never "promotor"; did you mean "promoter"?',
    ],
  },
  {
    wrong: "a comment that nobody was asked for",
    written: {
      steps: [
        '{ "send": "we-miss-you" }',
        '{ "alert": "Somebody is unhappy", "comment": true }',
        '{ "survey": "how-likely" }',
      ],
    },
    says: [
      'campaigns/win-back.json:7 steps[1].comment: no survey can have been sent before this alert (there is nothing that the customer wrote); add a step with "survey" before it, or remove comment',
    ],
  },
  {
    wrong: "an answer to what is no survey, and a group of another kind",
    written: {
      steps: [
        '{ "send": "we-miss-you" }',
        '{ "survey": "how-likely", "kind": "csat" }',
        '{ "waitFor": { "answered": "we-miss-you" }, "within": "3 days" }',
        '{ "branch": [{ "if": { "promoter": "how-likely" }, "steps": [] }] }',
      ],
    },
    says: [
      'campaigns/win-back.json:8 steps[2].waitFor.answered: "we-miss-you" is no survey: nobody answers it; name a step with "survey", or ask whether it was clicked',
      'campaigns/win-back.json:9 steps[3].branch[0].if.promoter: "how-likely" is a survey of the kind csat: it has no promoter; ask for "dissatisfied", "neutral" or "satisfied"',
    ],
  },
  {
    wrong: "an anniversary of the next order",
    written: {
      steps: ['{ "wait": { "until": "customer.nextOrderAt", "yearly": true } }', '{ "send": "we-miss-you" }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].wait.yearly: "customer.nextOrderAt" has no anniversaries: it moves with every order; remove yearly, or wait until a date such as "customer.firstOrderAt"',
    ],
  },
  {
    wrong: "the next order in a condition",
    written: { start: '{ "on": "purchase", "if": { "customer.nextOrderAt": { "exists": true } } }' },
    says: [
      'campaigns/win-back.json:4 start.if["customer.nextOrderAt"]: "customer.nextOrderAt" is a date, which only a wait can use; test "customer.daysSinceLastOrder"',
    ],
  },
];

describe("what a campaign takes from elsewhere", () => {
  test.each(BROKEN)("is held against it: $wrong", ({ written, says }) => {
    expect(faultsOf(written)).toEqual(says);
  });

  test.each([
    ["a survey whose comment is told", ['{ "survey": "how-likely" }', '{ "alert": "So they say", "comment": true }']],
    [
      "a template of a referral step that is asked about",
      ['{ "referral": "bring-a-friend" }', '{ "waitFor": { "clicked": "bring-a-friend" }, "within": "3 days" }'],
    ],
    ["any other name of an event", ['{ "waitFor": { "on": "coupon.received" }, "within": "3 days" }']],
    [
      "a date that is expected",
      [
        '{ "wait": { "until": "customer.nextOrderAt", "at": "10:00", "offset": "2 days before" } }',
        '{ "send": "come-back" }',
      ],
    ],
  ])("may be %s", (_, steps) => {
    expect(faultsOf({ steps })).toEqual([]);
  });

  test("is not known while shop.json has faults", () => {
    const steps = [{ coupon: "any" }, { webhook: "any" }, { waitFor: { on: "purchases" }, within: "1 day" }];
    const text = JSON.stringify({ id: "a", name: "A", start: { on: "purchase" }, steps });
    expect(checkAll([{ path: "campaigns/a.json", text }], []).faults).toEqual([]);
  });
});
