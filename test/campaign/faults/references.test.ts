import { describe, expect, test } from "vitest";
import { faultsOf, type Written } from "./written.ts";

const BROKEN: { wrong: string; written: Written; says: string[] }[] = [
  {
    wrong: "an id that is not the file's name",
    written: { id: "winback" },
    says: [
      'campaigns/win-back.json:2 id: the id is "winback" but the file is named "win-back.json"; name the file "winback.json", or write "id": "win-back"',
    ],
  },
  {
    wrong: "a template that does not exist",
    written: { steps: ['{ "send": "we-mis-you" }', '{ "send": "birthday" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].send: no template "we-mis-you"; did you mean "we-miss-you"?',
      'campaigns/win-back.json:7 steps[1].send: no template "birthday"; make the folder templates/birthday',
    ],
  },
  {
    wrong: "a message that no step sends",
    written: { steps: ['{ "send": "we-miss-you" }', '{ "waitFor": { "clicked": "we-mis-you" }, "within": "3 days" }'] },
    says: [
      'campaigns/win-back.json:7 steps[1].waitFor.clicked: no message has the template or the id "we-mis-you"; did you mean "we-miss-you"?',
    ],
  },
  {
    wrong: "a message that is sent later",
    written: {
      steps: ['{ "branch": [{ "if": { "opened": "we-miss-you" }, "steps": [] }] }', '{ "send": "we-miss-you" }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].branch[0].if.opened: "we-miss-you" cannot have been sent yet (it is sent only later or on another way); move this after the step that sends it, or name a message that comes before',
    ],
  },
  {
    wrong: "a message that is sent on another way",
    written: {
      steps: [
        [
          '{ "branch": [',
          '  { "if": { "customer.orders": 1 }, "steps": [{ "send": "come-back" }, { "exit": "first" }] },',
          '  { "steps": [{ "waitFor": { "clicked": "come-back" }, "within": "1 day" }] }',
          "]}",
        ].join("\n"),
        '{ "waitFor": { "opened": "come-back" }, "within": "1 day" }',
      ],
    },
    says: [
      'campaigns/win-back.json:8 steps[0].branch[1].steps[0].waitFor.clicked: "come-back" cannot have been sent yet (it is sent only later or on another way); move this after the step that sends it, or name a message that comes before',
      'campaigns/win-back.json:10 steps[1].waitFor.opened: "come-back" cannot have been sent yet (it is sent only later or on another way); move this after the step that sends it, or name a message that comes before',
    ],
  },
  {
    wrong: "a message in a goal, which looks at events",
    written: { more: ['"goal": { "on": "purchase", "if": { "clicked": "thanks" }, "within": "30 days" },'] },
    says: [
      "campaigns/win-back.json:5 goal.if.clicked: a goal rule looks at the event that arrives, not at messages; ask this in a branch",
    ],
  },
  {
    wrong: "a template that two steps send",
    written: {
      steps: [
        '{ "send": "we-miss-you" }',
        '{ "wait": "3 days" }',
        '{ "send": "we-miss-you" }',
        '{ "waitFor": { "clicked": "we-miss-you" }, "within": "3 days" }',
      ],
    },
    says: [
      'campaigns/win-back.json:9 steps[3].waitFor.clicked: "we-miss-you" is sent by 2 steps; give each of them an "id", and name one here',
    ],
  },
  {
    wrong: "a template that two steps with ids send",
    written: {
      steps: [
        '{ "send": "we-miss-you", "id": "first" }',
        '{ "send": "we-miss-you", "id": "second" }',
        '{ "waitFor": { "clicked": "we-miss-you" }, "within": "3 days" }',
      ],
    },
    says: [
      'campaigns/win-back.json:8 steps[2].waitFor.clicked: "we-miss-you" is sent by 2 steps; name the step\'s id: "first" or "second"',
    ],
  },
  {
    wrong: "the same id twice",
    written: { steps: ['{ "send": "we-miss-you", "id": "first" }', '{ "send": "come-back", "id": "first" }'] },
    says: [
      'campaigns/win-back.json:7 steps[1].id: the id "first" belongs to an earlier step; give this step an id of its own',
    ],
  },
  {
    wrong: "an id that is the template of another step",
    written: { steps: ['{ "send": "we-miss-you", "id": "come-back" }', '{ "send": "come-back" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].id: the id "come-back" is the template of another step (a condition on "come-back" could mean either); choose another id',
    ],
  },
  {
    wrong: "ways of a split with one name",
    written: {
      steps: [
        [
          '{ "split": [',
          '  { "name": "plain", "weight": 50, "steps": [] },',
          '  { "name": "plain", "weight": 50, "steps": [] }',
          "]}",
        ].join("\n"),
      ],
    },
    says: [
      'campaigns/win-back.json:8 steps[0].split[1].name: an earlier way of this split is named "plain", too; give each way a name of its own',
    ],
  },
  {
    wrong: "a step after an exit",
    written: { steps: ['{ "exit": "done" }', '{ "send": "we-miss-you" }'] },
    says: [
      "campaigns/win-back.json:7 steps[1]: this step is never reached (the exit before it ends the journey); remove it, or move it before the exit",
    ],
  },
  {
    wrong: "a step after ways that all exit",
    written: {
      steps: [
        '{ "branch": [{ "if": { "customer.orders": 1 }, "steps": [{ "exit": "one" }] }, { "steps": [{ "exit": "two" }] }] }',
        '{ "send": "we-miss-you" }',
      ],
    },
    says: [
      "campaigns/win-back.json:7 steps[1]: this step is never reached (every way of the step before it ends in an exit); remove it, or move it before the exit",
    ],
  },
  {
    wrong: "a way after the way for everyone else",
    written: {
      steps: [
        ['{ "branch": [', '  { "steps": [] },', '  { "if": { "customer.orders": 1 }, "steps": [] }', "]}"].join("\n"),
      ],
    },
    says: [
      'campaigns/win-back.json:8 steps[0].branch[1]: this way is never taken (the way before it has no "if" and takes everyone); put the way without "if" last, or give it an "if"',
    ],
  },
  {
    wrong: "a wait that nothing follows",
    written: { steps: ['{ "send": "we-miss-you" }', '{ "wait": "3 days" }'] },
    says: [
      "campaigns/win-back.json:7 steps[1]: nothing comes after this wait; remove it, or add the step that it waits for",
    ],
  },
  {
    wrong: "a wait at the end of a way that nothing follows",
    written: {
      steps: [
        '{ "send": "we-miss-you" }',
        '{ "waitFor": { "clicked": "we-miss-you" }, "within": "3 days", "then": [{ "tag": "warm" }, { "wait": "1 day" }] }',
      ],
    },
    says: [
      "campaigns/win-back.json:7 steps[1].then[1]: nothing comes after this wait; remove it, or add the step that it waits for",
    ],
  },
  {
    wrong: "waits longer than a year",
    written: {
      more: ['"goal": { "on": "purchase", "within": "60 weeks" },'],
      steps: [
        '{ "wait": "400 days" }',
        '{ "send": "we-miss-you" }',
        '{ "waitFor": { "clicked": "we-miss-you" }, "within": "53 weeks" }',
      ],
    },
    says: [
      'campaigns/win-back.json:5 goal.within: "60 weeks" is longer than 365 days; write 365 days or less',
      'campaigns/win-back.json:7 steps[0].wait: "400 days" is longer than 365 days; write 365 days or less',
      'campaigns/win-back.json:9 steps[2].within: "53 weeks" is longer than 365 days; write 365 days or less',
    ],
  },
  {
    wrong: "a journey longer than a year",
    written: {
      steps: [
        '{ "wait": "300 days" }',
        '{ "send": "we-miss-you" }',
        '{ "wait": "200 days" }',
        '{ "send": "come-back" }',
        '{ "wait": "200 days" }',
        '{ "send": "vip-offer" }',
      ],
    },
    says: [
      "campaigns/win-back.json:5 steps: the journey can take 400 days after its first wait (a journey lasts at most 365 days); shorten its waits, or split it in two campaigns",
    ],
  },
  {
    wrong: "a date that a profile does not have",
    written: { steps: ['{ "wait": { "until": "customer.birthday", "yearly": true } }', '{ "send": "we-miss-you" }'] },
    says: [
      'campaigns/win-back.json:6 steps[0].wait.until: "customer.birthday" is not a date that a profile has; did you mean "customer.attributes.birthday"?',
    ],
  },
  {
    wrong: "a misspelled date of the profile",
    written: {
      steps: ['{ "wait": { "until": "customer.lastOrdrAt", "offset": "7 days after" } }', '{ "send": "we-miss-you" }'],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].wait.until: "customer.lastOrdrAt" is not a date that a profile has; did you mean "customer.lastOrderAt"?',
    ],
  },
  {
    wrong: "an offset, an anniversary and a time without a date",
    written: {
      steps: [
        '{ "wait": { "until": "09:30", "at": "10:00", "offset": "1 day before", "yearly": true } }',
        '{ "send": "we-miss-you" }',
      ],
    },
    says: [
      'campaigns/win-back.json:6 steps[0].wait.offset: offset belongs to a date on the profile, and until is "09:30"; remove it, or wait until a date such as "customer.attributes.renewsOn"',
      'campaigns/win-back.json:6 steps[0].wait.yearly: yearly belongs to a date on the profile, and until is "09:30"; remove it, or wait until a date such as "customer.attributes.renewsOn"',
      'campaigns/win-back.json:6 steps[0].wait.at: until is a time of day already, "09:30"; remove at',
    ],
  },
  {
    wrong: "a holdout without a goal",
    written: { more: ['"holdout": "10%",'] },
    says: [
      "campaigns/win-back.json:5 holdout: a holdout measures nothing without a goal; add a goal, or remove the holdout",
    ],
  },
];

describe("parts that do not fit together", () => {
  test.each(BROKEN)("says what to do about $wrong", ({ written, says }) => {
    expect(faultsOf(written)).toEqual(says);
  });
});
