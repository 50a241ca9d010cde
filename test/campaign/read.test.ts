import { expect, test } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { readCampaign } from "../../lib/campaign/read.ts";
import { faultsOf } from "./faults/written.ts";
import { WHOLE } from "./whole.ts";

const path = "campaigns/win-back.json";

test("gives the campaign as it was written", () => {
  const { campaign, faults } = readCampaign({ path, text: JSON.stringify(WHOLE, null, 2) });
  expect(faults).toEqual([]);
  expect(campaign).toEqual(WHOLE);
});

test("reads files as Windows editors leave them", () => {
  const text = `\uFEFF${JSON.stringify({ ...WHOLE, colour: 1 }, null, 2).replaceAll("\n", "\r\n")}`;
  const { faults } = readCampaign({ path, text });
  expect(faults.map(({ line, what }) => ({ line, what }))).toEqual([
    { line: text.split("\n").findIndex((line) => line.includes("colour")) + 1, what: 'unknown key "colour"' },
  ]);
});

test("points at the line of the key, and of the thing around what is missing", () => {
  const text = `{
  "id": "win-back",
  "name":
    5,
  "start": {
    "if": { "order.total":
      { "atLeast":
        "5" } }
  },
  "steps": [
    { "wait": "1 day" },
    {
      "waitFor": { "on": "refund" }
    }
  ]
}`;
  expect(readCampaign({ path, text }).faults.map(say)).toEqual([
    'campaigns/win-back.json:3 name: name wants a text, got 5; put it in quotes: "5"',
    'campaigns/win-back.json:5 start: "on" is missing; add it, such as "on": "purchase"',
    'campaigns/win-back.json:7 start.if["order.total"].atLeast: atLeast wants a number, got "5"; remove the quotes',
    'campaigns/win-back.json:12 steps[1]: "within" is missing; add it, such as "within": "3 days"',
  ]);
});

test("says all that is wrong with a very broken file at once", () => {
  const faults = faultsOf({
    id: "win_back",
    start: '{ "on": "purchase", "if": { "order.total": { "atleast": 20 } }, "agin": "always" }',
    more: [
      '"stop": [{ "on": "Purchase" }],',
      '"goal": { "on": "purchase" },',
      '"holdout": 10,',
      '"sendng": { "hours": "9-20" },',
    ],
    steps: [
      '{ "wait": "2 months" }',
      '{ "sned": "we-miss-you" }',
      '{ "waitFor": { "click": "we-miss-you" }, "within": "3 dayz",\n"then": [{ "tag": "Warm" }],\n"else": { "send": "come-back" } }',
      '{ "send": "come-back", "send": "vip-offer" }',
    ],
  });
  expect(faults).toEqual(
    [
      ':2 id: "win_back" is not a name; use lower-case letters, digits and single dashes, such as "we-miss-you"',
      ':4 start.if["order.total"]: unknown key "atleast"; did you mean "atLeast"?',
      ':4 start: unknown key "agin"; did you mean "again"?',
      ':5 stop[0].on: "Purchase" is not an event name; use lower-case words joined by dots or dashes, such as "delivery.completed"',
      ':6 goal: "within" is missing; add it, such as "within": "30 days"',
      ':7 holdout: holdout wants a text, got 10; write it like "10%"',
      ':8: unknown key "sendng"; did you mean "sending"?',
      ':8 sendng.hours: "9-20" is not a span of hours; write "09:00-20:00"',
      ':10 steps[0].wait: "2 months" is not always the same length; write it in days, such as "30 days"',
      ':11 steps[1]: unknown key "sned"; did you mean "send"?',
      ':12 steps[2].waitFor: unknown key "click"; did you mean "clicked"?',
      ':12 steps[2].within: "3 dayz" is not a duration; write a whole number and minutes, hours, days or weeks, such as "3 days"',
      ':13 steps[2].then[0].tag: "Warm" is not a name; use lower-case letters, digits and single dashes, such as "we-miss-you"',
      ":14 steps[2].else: else wants a list, got an object; put it in a list: [ ]",
      ':15 steps[3]: the key "send" is here twice; keep one of the two',
    ].map((said) => `campaigns/win-back.json${said}`),
  );
});

test("refuses a file of nothing but open brackets instead of running out of stack", () => {
  const { faults } = readCampaign({ path, text: "[".repeat(200_000) });
  expect(faults.map(say)).toEqual([
    "campaigns/win-back.json:1: more than 100 brackets are open here; look for brackets that are never closed",
  ]);
});

test("keeps what is quoted in one piece, on one line", () => {
  const text = JSON.stringify({ ...WHOLE, id: "one; two\nthree" });
  expect(readCampaign({ path, text }).faults.map(say)).toEqual([
    'campaigns/win-back.json:1 id: "one; two three" is not a name; use lower-case letters, digits and single dashes, such as "we-miss-you"',
  ]);
});

test("shortens what is quoted", () => {
  const text = JSON.stringify({ ...WHOLE, id: "w".repeat(5_000), stage: "x".repeat(5_000), steps: "y".repeat(5_000) });
  const { faults } = readCampaign({ path, text });
  expect(faults).toHaveLength(3);
  for (const fault of faults) expect(say(fault).length).toBeLessThan(300);
});
