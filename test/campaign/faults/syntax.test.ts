import { describe, expect, test } from "vitest";
import { faultsOf, type Written } from "./written.ts";

const BROKEN: { wrong: string; written: Written; says: string[] }[] = [
  {
    wrong: "a comma after the last entry",
    written: { text: ["{", '  "id": "win-back",', '  "name": "Win back",', "}"] },
    says: ["campaigns/win-back.json:3: there is a comma before the closing }; remove the comma"],
  },
  {
    wrong: "a missing comma",
    written: { text: ["{", '  "id": "win-back"', '  "name": "Win back"', "}"] },
    says: ['campaigns/win-back.json:2: a comma is missing before "name"; put a comma at the end of this line'],
  },
  {
    wrong: "a comment",
    written: { text: ["{", "  // quiet customers", '  "id": "win-back"', "}"] },
    says: ['campaigns/win-back.json:2: here is a comment, which JSON does not have; move it to a "note"'],
  },
  {
    wrong: "single quotes and typographic quotes",
    written: { text: ["{", "  \"id\": 'win-back',", '  "name": “Win back”', "}"] },
    says: [
      "campaigns/win-back.json:2: 'win-back' is not in plain double quotes; use \"straight double quotes\"",
      'campaigns/win-back.json:3: “Win is not in plain double quotes; use "straight double quotes"',
    ],
  },
  {
    wrong: "a word without quotes",
    written: { text: ["{", '  id: "win-back",', '  "name": True', "}"] },
    says: [
      'campaigns/win-back.json:2: id has no quotes; write "id"',
      "campaigns/win-back.json:3: True is not JSON; write true",
    ],
  },
  {
    wrong: "a bracket that is never closed",
    written: { text: ["{", '  "steps": [', '    { "send": "we-miss-you" }', "}"] },
    says: ["campaigns/win-back.json:4: this } closes nothing, for a [ is open; add the missing ] before it"],
  },
  {
    wrong: "a text that is never closed",
    written: { text: ["{", '  "id": "win-back,', '  "name": "Win back"', "}"] },
    says: ['campaigns/win-back.json:2: a text has no closing quote; close it with " on the same line'],
  },
  {
    wrong: "a bracket too many",
    written: { text: ["{", '  "id": "win-back"', "}", "}"] },
    says: [
      "campaigns/win-back.json:4: } comes after the end of the JSON; remove it, or a closing } that came too early",
    ],
  },
  {
    wrong: "an empty file",
    written: { text: [""] },
    says: ["campaigns/win-back.json:1: the file is empty; write a JSON object: { }"],
  },
  {
    wrong: "something else than a campaign",
    written: { text: ['["win-back"]'] },
    says: ["campaigns/win-back.json:1: the file wants an object, got a list; write an object"],
  },
  {
    wrong: "a key twice",
    written: { more: ['"note": "one",', '"note": "two",'] },
    says: ['campaigns/win-back.json:6: the key "note" is here twice, first on line 5; keep one of the two'],
  },
  {
    wrong: "a key twice inside a step",
    written: { steps: ['{ "send": "we-miss-you", "send": "come-back" }'] },
    says: ['campaigns/win-back.json:6 steps[0]: the key "send" is here twice; keep one of the two'],
  },
];

describe("JSON that is not plain", () => {
  test.each(BROKEN)("says what to do about $wrong", ({ written, says }) => {
    expect(faultsOf(written)).toEqual(says);
  });
});
