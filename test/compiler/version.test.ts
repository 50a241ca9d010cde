import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Campaign } from "../../lib/campaign/campaign.ts";
import { compile } from "../../lib/compiler/compile.ts";
import { diagram } from "../../lib/compiler/diagram.ts";
import { campaigns } from "../arbitraries/campaign.ts";
import { compiled, type Said, SHOP } from "./given.ts";

describe("compiling", () => {
  it("changes nothing it is given, and gives the same bytes each time", () => {
    fc.assert(
      fc.property(campaigns(), (campaign) => {
        const before = JSON.stringify([campaign, SHOP]);
        const first = JSON.stringify(compile(frozen(campaign), frozen(SHOP)));
        expect(JSON.stringify([campaign, SHOP])).toBe(before);
        expect(JSON.stringify(compile(JSON.parse(JSON.stringify(campaign)), SHOP))).toBe(first);
        expect(diagram(frozen(campaign))).toBe(diagram(campaign));
      }),
    );
  });
});

const wait = { wait: "3 days" };
const send = { send: "hello" };
const waitFor = { waitFor: { clicked: "hello" }, within: "2 days" };
const tag = { tag: "warm" };
const BASE = {
  steps: [wait, send, waitFor, tag],
  start: { on: "purchase" },
  stop: [{ on: "refund" }],
  goal: { on: "purchase", within: "30 days" },
} satisfies Said;
const version = (said: Said, shop = SHOP): string => compiled(said, shop).rules.version;

describe("a campaign's version", () => {
  const changes: [string, Said][] = [
    [
      "a step's words",
      { ...BASE, steps: [wait, { send: "goodbye" }, { waitFor: { clicked: "goodbye" }, within: "2 days" }, tag] },
    ],
    ["a step's id", { ...BASE, steps: [wait, { ...send, id: "first" }, waitFor, tag] }],
    ["a value for a template", { ...BASE, steps: [wait, { ...send, with: { percent: 10 } }, waitFor, tag] }],
    ["a length of time", { ...BASE, steps: [wait, send, { ...waitFor, within: "3 days" }, tag] }],
    ["the leading wait", { ...BASE, steps: [{ wait: "4 days" }, send, waitFor, tag] }],
    ["the order of steps", { ...BASE, steps: [wait, tag, send, waitFor] }],
    ["who may start", { ...BASE, start: { on: "purchase", if: { "order.total": { atLeast: 1 } } } }],
    ["how often", { ...BASE, start: { on: "purchase", again: "always" } }],
    ["what stops it", { ...BASE, stop: [{ on: "refund", outcome: "sent back" }] }],
    ["its goal", { ...BASE, goal: { on: "purchase", within: "31 days" } }],
    ["its holdout", { ...BASE, holdout: "10%" }],
    ["its sending", { ...BASE, sending: { hours: "09:00-20:00" } }],
  ];
  for (const [what, said] of changes)
    it(`is another when this changes: ${what}`, () => expect(version(said)).not.toBe(version(BASE)));

  it("is another when the shop's sending changes, which its messages carry", () => {
    expect(version(BASE, { ...SHOP, sending: { atMost: "2 per 7 days" } })).not.toBe(version(BASE));
  });

  it("is another for another campaign with the same steps", () => {
    expect(version({ ...BASE, id: "other" })).not.toBe(version(BASE));
  });

  const readersOnly: [string, Said][] = [
    ["name", { ...BASE, name: "Another name" }],
    ["note", { ...BASE, note: "Agreed with Ann." }],
    ["stage", { ...BASE, stage: "advocacy" }],
    ["$schema", { ...BASE, $schema: "../schema/campaign.schema.json" }],
    ["a step's note", { ...BASE, steps: [wait, { ...send, note: "Short." }, waitFor, tag] }],
  ];
  for (const [what, said] of readersOnly) {
    it(`is the same, and so is the machine, when only this changes: ${what}`, () => {
      expect(version(said)).toBe(version(BASE));
      expect(compiled(said).machine).toEqual(compiled(BASE).machine);
    });
  }

  it("is the same when a default is written out", () => {
    expect(
      version({ ...BASE, start: { on: "purchase", again: "never" }, stop: [{ on: "refund", outcome: "refund" }] }),
    ).toBe(version(BASE));
  });

  it("is the same when the shop changes what no message carries", () => {
    expect(version(BASE, { ...SHOP, name: "Red Cup", address: "1 Market Street" })).toBe(version(BASE));
  });
});

function frozen<T>(value: T): T {
  const copy = structuredClone(value);
  freeze(copy);
  return copy;
}

function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.values(value).forEach(freeze);
  Object.freeze(value as Partial<Campaign>);
}
