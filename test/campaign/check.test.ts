import { describe, expect, test } from "vitest";
import { checkAll } from "../../lib/campaign/check.ts";
import { say } from "../../lib/campaign/faults.ts";
import { faultsOf } from "./faults/written.ts";
import { DECLARED, TEMPLATES, WHOLE } from "./whole.ts";

const file = (id: string, changes: object = {}) => ({
  path: `campaigns/${id}.json`,
  text: JSON.stringify({ ...WHOLE, id, ...changes }, null, 2),
});

describe("a campaign without faults", () => {
  test("may use all of the language", () => {
    const { campaigns, faults } = checkAll([file("win-back")], TEMPLATES, DECLARED);
    expect(campaigns.map(({ campaign }) => campaign)).toEqual([WHOLE]);
    expect(faults).toEqual([]);
  });

  test("may ask for a message that one of the ways before has sent", () => {
    const branch = '{ "branch": [{ "if": { "customer.orders": 1 }, "steps": [{ "send": "come-back" }] }] }';
    const ask = '{ "waitFor": { "opened": "come-back" }, "within": "1 day" }';
    expect(faultsOf({ steps: [branch, ask] })).toEqual([]);
  });

  test("may go on after a branch that ends the journey for some only", () => {
    const branch = '{ "branch": [{ "if": { "customer.orders": 1 }, "steps": [{ "exit": "first" }] }] }';
    expect(faultsOf({ steps: [branch, '{ "send": "we-miss-you" }'] })).toEqual([]);
  });

  test("may go on after a waitFor whose else exits", () => {
    const waitFor = '{ "waitFor": { "on": "refund" }, "within": "1 day", "else": [{ "exit": "kept" }] }';
    expect(faultsOf({ steps: [waitFor, '{ "send": "we-miss-you" }'] })).toEqual([]);
  });

  test("may send one template twice when ids tell which is meant", () => {
    const steps = ['{ "send": "come-back", "id": "first" }', '{ "send": "come-back", "id": "second" }'];
    const ask = '{ "waitFor": { "clicked": "second" }, "within": "1 day" }';
    expect(faultsOf({ steps: [...steps, ask] })).toEqual([]);
  });

  test("may wait a year before it begins, and take a year then", () => {
    const steps = ['{ "wait": "365 days" }', '{ "send": "come-back" }', '{ "wait": "52 weeks" }', '{ "tag": "old" }'];
    expect(faultsOf({ steps })).toEqual([]);
  });

  test("may ask the order in its goal when a purchase started it", () => {
    const goal = '"goal": { "on": "review.written", "if": { "order.total": { "atLeast": 5 } }, "within": "9 days" },';
    expect(faultsOf({ more: [goal] })).toEqual([]);
  });
});

describe("all campaigns of a shop", () => {
  test("let faultless ones through beside faulty ones, in the order of their paths", () => {
    const { campaigns, faults } = checkAll([file("c"), file("b", { holdout: 5 }), file("a")], TEMPLATES, DECLARED);
    expect(campaigns.map(({ campaign }) => campaign.id)).toEqual(["a", "c"]);
    expect(faults.map(({ file }) => file)).toEqual(["campaigns/b.json"]);
  });

  test("have ids of their own", () => {
    const twice = [file("win-back"), { ...file("win-back"), path: "campaigns/old/win-back.json" }];
    const { campaigns, faults } = checkAll(twice, TEMPLATES, DECLARED);
    expect(campaigns).toHaveLength(1);
    expect(faults.map(say)).toEqual([
      'campaigns/win-back.json:3 id: the id "win-back" belongs to campaigns/old/win-back.json; give each campaign an id of its own',
    ]);
  });

  test("list their faults by file and line", () => {
    const broken = { name: "", holdout: "0%", steps: [{ send: "nothing" }] };
    const { faults } = checkAll([file("b", broken), file("a", { steps: [{ send: "nothing" }] })], TEMPLATES, DECLARED);
    const places = faults.map(({ file, line }) => ({ file, line: line ?? 0 }));
    expect(places).toHaveLength(4);
    expect(places).toEqual(
      places.toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line),
    );
  });
});
