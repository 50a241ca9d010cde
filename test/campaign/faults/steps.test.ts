import { describe, expect, test } from "vitest";
import { faultsOf, type Written } from "./written.ts";

const BROKEN: { wrong: string; written: Written; says: string[] }[] = [
  {
    wrong: "a misspelled verb",
    written: { steps: ['{ "sned": "we-miss-you" }'] },
    says: ['campaigns/win-back.json:6 steps[0]: unknown key "sned"; did you mean "send"?'],
  },
  {
    wrong: "a misspelled verb with faults under it",
    written: { steps: ['{ "brnach": [{ "if": { "customer.orders": { "atLeast": "5" } }, "step": [] }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0]: unknown key "brnach"; did you mean "branch"?',
      'campaigns/win-back.json:6 steps[0].brnach[0].if["customer.orders"].atLeast: atLeast wants a number, got "5"; remove the quotes',
      'campaigns/win-back.json:6 steps[0].brnach[0]: unknown key "step"; did you mean "steps"?',
    ],
  },
  {
    wrong: "a verb from another tool",
    written: { steps: ['{ "delay": "3 days" }', '{ "email": "we-miss-you" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0]: unknown key "delay"; did you mean "wait"?',
      'campaigns/win-back.json:7 steps[1]: unknown key "email"; did you mean "send"?',
    ],
  },
  {
    wrong: "no verb at all",
    written: { steps: ['{ "note": "later" }', '{ "shout": "hello" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0]: this step has no verb; a step is named by its one verb: "send", "wait", "waitFor", "branch", "split", "tag", "survey", "referral", "coupon", "webhook", "alert" or "exit"',
      'campaigns/win-back.json:7 steps[1]: "shout" is not a verb that names a step; a step is named by its one verb: "send", "wait", "waitFor", "branch", "split", "tag", "survey", "referral", "coupon", "webhook", "alert" or "exit"',
    ],
  },
  {
    wrong: "the keys of a waitFor without it",
    written: { steps: ['{ "within": "3 days", "then": [] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0]: this step has no verb; its keys belong to a step with "waitFor"; add that',
    ],
  },
  {
    wrong: "two verbs",
    written: { steps: ['{ "send": "we-miss-you", "wait": "3 days" }', '{ "send": "we-miss-you" }'] },
    says: ['campaigns/win-back.json:6 steps[0]: a step has one verb, this one has "send" and "wait"; split it in two'],
  },
  {
    wrong: "a text instead of a step",
    written: { steps: ['"we-miss-you"'] },
    says: [
      'campaigns/win-back.json:6 steps[0]: a step is an object named by its verb, got "we-miss-you"; write it like { "send": "we-miss-you" }',
    ],
  },
  {
    wrong: "a duration without a unit",
    written: { steps: ['{ "wait": 3 }', '{ "send": "we-miss-you" }'] },
    says: ['campaigns/win-back.json:6 steps[0].wait: wait wants a text or an object, got 3; write it like "3 days"'],
  },
  {
    wrong: "months",
    written: { steps: ['{ "wait": "2 months" }', '{ "send": "we-miss-you" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].wait: "2 months" is not always the same length; write it in days, such as "30 days"',
    ],
  },
  {
    wrong: "a duration in other words",
    written: { steps: ['{ "wait": "three days" }', '{ "send": "we-miss-you" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].wait: "three days" is not a duration; write a whole number and minutes, hours, days or weeks, such as "3 days"',
    ],
  },
  {
    wrong: "a weekday that does not exist",
    written: { steps: ['{ "wait": { "until": "mondey" } }', '{ "send": "we-miss-you" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].wait.until: "mondey" is not a time of day ("09:30"), a weekday ("monday") or a date on the profile ("customer.attributes.renewsOn"); did you mean "monday"?',
    ],
  },
  {
    wrong: "a moment that is none",
    written: { steps: ['{ "wait": { "until": "9 o\'clock" } }', '{ "send": "we-miss-you" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].wait.until: "9 o\'clock" is not a time of day ("09:30"), a weekday ("monday") or a date on the profile ("customer.attributes.renewsOn"); write one of these',
    ],
  },
  {
    wrong: "a waitFor without its limit",
    written: { steps: ['{ "send": "we-miss-you" }', '{ "waitFor": { "clicked": "we-miss-you" } }'] },
    says: ['campaigns/win-back.json:7 steps[1]: "within" is missing; add it, such as "within": "3 days"'],
  },
  {
    wrong: "a waitFor on a misspelled fact",
    written: { steps: ['{ "send": "we-miss-you" }', '{ "waitFor": { "clickd": "we-miss-you" }, "within": "3 days" }'] },
    says: ['campaigns/win-back.json:7 steps[1].waitFor: unknown key "clickd"; did you mean "clicked"?'],
  },
  {
    wrong: "a waitFor on two things",
    written: {
      steps: [
        '{ "send": "we-miss-you" }',
        '{ "waitFor": { "clicked": "we-miss-you", "opened": "we-miss-you" }, "within": "3 days" }',
      ],
    },
    says: [
      'campaigns/win-back.json:7 steps[1].waitFor: waitFor waits for one thing, here are "opened" and "clicked"; keep the one that matters, or write two steps',
    ],
  },
  {
    wrong: "a waitFor on a text",
    written: { steps: ['{ "send": "we-miss-you" }', '{ "waitFor": "clicked", "within": "3 days" }'] },
    says: [
      'campaigns/win-back.json:7 steps[1].waitFor: waitFor wants an object, got "clicked"; write it like { "clicked": "we-miss-you" } or { "on": "delivery.completed" }',
    ],
  },
  {
    wrong: "a way of a branch without steps",
    written: { steps: ['{ "branch": [{ "if": { "customer.orders": 1 } }] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0]: "steps" is missing; add it, such as "steps": [{ "send": "come-back" }]',
    ],
  },
  {
    wrong: "a split with one way",
    written: { steps: ['{ "split": [{ "name": "plain", "weight": 50, "steps": [] }] }'] },
    says: ["campaigns/win-back.json:6 steps[0].split: split has only 1 entry; write at least 2"],
  },
  {
    wrong: "a way of a branch that is a text",
    written: { steps: ['{ "branch": ["vip-offer"] }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0]: an entry of branch wants an object, got "vip-offer"; write it like { "if": { "customer.orders": { "atLeast": 5 } }, "steps": [{ "send": "vip-offer" }] }',
    ],
  },
  {
    wrong: "null where a value is needed",
    written: { steps: ['{ "wait": null }', '{ "send": "we-miss-you" }'] },
    says: ['campaigns/win-back.json:6 steps[0].wait: wait wants a text or an object, got null; write it like "3 days"'],
  },
  {
    wrong: "several keys and no verb",
    written: { steps: ['{ "hello": 1, "world": 2 }'] },
    says: [
      'campaigns/win-back.json:6 steps[0]: this step has no verb; a step is named by its one verb: "send", "wait", "waitFor", "branch", "split", "tag", "survey", "referral", "coupon", "webhook", "alert" or "exit"',
    ],
  },
  {
    wrong: "weights that are no shares",
    written: {
      steps: [
        [
          '{ "split": [',
          '  { "name": "plain", "weight": 0, "steps": [] },',
          '  { "name": "photo", "weight": "50", "steps": [] }',
          "]}",
        ].join("\n"),
      ],
    },
    says: [
      "campaigns/win-back.json:7 steps[0].split[0].weight: weight cannot be 0; write more than 0",
      'campaigns/win-back.json:8 steps[0].split[1].weight: weight wants a number, got "50"; remove the quotes',
    ],
  },
  {
    wrong: "a value for the template that is a list",
    written: { steps: ['{ "send": "we-miss-you", "with": { "percent": [15] } }'] },
    says: [
      "campaigns/win-back.json:6 steps[0].with.percent: percent wants a text, a number, true or false, got a list; take it out of the list",
    ],
  },
  {
    wrong: "a name for the template that is none",
    written: { steps: ['{ "send": "we-miss-you", "with": { "percent off": 15 } }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].with["percent off"]: "percent off" is not a name for a value; use letters, digits and _, and begin with a letter',
    ],
  },
];

describe("steps that are wrong", () => {
  test.each(BROKEN)("says what to do about $wrong", ({ written, says }) => {
    expect(faultsOf(written)).toEqual(says);
  });
});
