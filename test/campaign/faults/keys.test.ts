import { describe, expect, test } from "vitest";
import { faultsOf, type Written } from "./written.ts";

const BROKEN: { wrong: string; written: Written; says: string[] }[] = [
  {
    wrong: "a misspelled key",
    written: { more: ['"holdot": "10%",', '"goal": { "on": "purchase", "within": "30 days" },'] },
    says: ['campaigns/win-back.json:5: unknown key "holdot"; did you mean "holdout"?'],
  },
  {
    wrong: "a misspelled key with a fault under it",
    written: { start: '{ "on": "purchase" }', more: ['"gaol": { "on": "purchase", "within": "1 month" },'] },
    says: [
      'campaigns/win-back.json:5: unknown key "gaol"; did you mean "goal"?',
      'campaigns/win-back.json:5 gaol.within: "1 month" is not always the same length; write it in days, such as "30 days"',
    ],
  },
  {
    wrong: "a key that is nothing like any",
    written: { more: ['"colour": "blue",'] },
    says: [
      'campaigns/win-back.json:5: unknown key "colour"; remove it, or use one of "id", "name", "note", "stage", "start", "stop", "goal", "holdout", "priority", "sending" and "steps"',
    ],
  },
  {
    wrong: "a missing key",
    written: { start: null },
    says: ['campaigns/win-back.json:1: "start" is missing; add it, such as "start": { "on": "purchase" }'],
  },
  {
    wrong: "a number where a text belongs",
    written: { more: ['"holdout": 10,', '"goal": { "on": "purchase", "within": "30 days" },'] },
    says: ['campaigns/win-back.json:5 holdout: holdout wants a text, got 10; write it like "10%"'],
  },
  {
    wrong: "an object where a list belongs",
    written: { more: ['"stop": { "on": "purchase" },'] },
    says: ["campaigns/win-back.json:5 stop: stop wants a list, got an object; put it in a list: [ ]"],
  },
  {
    wrong: "a stage that does not exist",
    written: { more: ['"stage": "retentoin",'] },
    says: ['campaigns/win-back.json:5 stage: stage cannot be "retentoin"; did you mean "retention"?'],
  },
  {
    wrong: "an empty name and an empty list of steps",
    written: { name: "", steps: [] },
    says: [
      'campaigns/win-back.json:3 name: name is empty; write a text, such as "Win back quiet customers"',
      "campaigns/win-back.json:5 steps: a campaign without steps does nothing; add a step",
    ],
  },
  {
    wrong: "a name that is too long",
    written: { name: "Win back Win back Win back Win back Win back Win back Win back Win back Win back Win back " },
    says: ["campaigns/win-back.json:3 name: name has 90 characters, at most 80 fit; shorten it"],
  },
  {
    wrong: "an id with capitals and spaces",
    written: { id: "Win Back" },
    says: [
      'campaigns/win-back.json:2 id: "Win Back" is not a name; use lower-case letters, digits and single dashes, such as "we-miss-you"',
    ],
  },
  {
    wrong: "null",
    written: { more: ['"note": null,'] },
    says: [
      'campaigns/win-back.json:5 note: note wants a text, got null; write it like "Agreed with Ann: no discount before the third order.", or leave it out',
    ],
  },
  {
    wrong: "an unknown way to come in again",
    written: { start: '{ "on": "purchase", "again": "allways" }' },
    says: [
      'campaigns/win-back.json:4 start.again: "allways" is not one of "never", "always" and "after 90 days"; did you mean "always"?',
    ],
  },
  {
    wrong: "another unknown way to come in again",
    written: { start: '{ "on": "purchase", "again": "3 days" }' },
    says: [
      'campaigns/win-back.json:4 start.again: "3 days" is not one of "never", "always" and "after 90 days"; write one of these',
    ],
  },
  {
    wrong: "a span of hours without minutes",
    written: { more: ['"sending": { "hours": "9-20" },'] },
    says: ['campaigns/win-back.json:5 sending.hours: "9-20" is not a span of hours; write "09:00-20:00"'],
  },
  {
    wrong: "a span of hours that is empty",
    written: { more: ['"sending": { "hours": "09:00-09:00" },'] },
    says: [
      "campaigns/win-back.json:5 sending.hours: the span is empty: it ends when it begins; leave hours out to send at any time",
    ],
  },
  {
    wrong: "a limit that is none",
    written: { more: ['"sending": { "atMost": "two per week" },'] },
    says: [
      'campaigns/win-back.json:5 sending.atMost: "two per week" is not a limit; write a count and a span, such as "2 per 7 days"',
    ],
  },
  {
    wrong: "a limit that is too wide",
    written: { more: ['"sending": { "atMost": "60 per 10 weeks" },'] },
    says: [
      'campaigns/win-back.json:5 sending.atMost: "60 per 10 weeks" allows more than 50 messages; write 50 or fewer, or leave the limit out',
      'campaigns/win-back.json:5 sending.atMost: "60 per 10 weeks" looks back more than 31 days; write a span of 31 days or less',
    ],
  },
  {
    wrong: "a share that is none",
    written: { more: ['"holdout": "0.1",', '"goal": { "on": "purchase", "within": "30 days" },'] },
    says: ['campaigns/win-back.json:5 holdout: "0.1" is not a share; write a whole percentage from "1%" to "90%"'],
  },
];

describe("keys and values that are wrong", () => {
  test.each(BROKEN)("says what to do about $wrong", ({ written, says }) => {
    expect(faultsOf(written)).toEqual(says);
  });
});
