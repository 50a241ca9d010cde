import { expect, test } from "vitest";
import { checkAll } from "../../lib/campaign/check.ts";
import { say } from "../../lib/campaign/faults.ts";
import type { Template } from "../../lib/email/template.ts";
import { checkUses, usesOf } from "../../lib/project/uses.ts";

const TEMPLATES = ["hello", "how-likely", "bring-a-friend"];

function checked(...steps: object[]) {
  const text = JSON.stringify({ id: "a", name: "A", start: { on: "purchase" }, steps }, null, 2);
  const { campaigns, faults } = checkAll([{ path: "campaigns/a.json", text }], TEMPLATES);
  expect(faults).toEqual([]);
  return campaigns;
}

const template = (name: string, kind: Template["kind"]): Template => ({
  name,
  kind,
  description: "A test's.",
  variants: [{ locale: "en", subject: "Hello", html: "<a href='{{ survey.url }}'>Say</a>" }],
  needs: { with: { required: [], known: "any" }, order: false, event: false, answersBy: "page" },
  sample: {},
});

test("a template's uses are the steps that send it, by their verbs, with what each gives", () => {
  const campaigns = checked(
    { survey: "how-likely", kind: "csat", with: { word: "hi" } },
    { referral: "bring-a-friend" },
    { branch: [{ if: { "customer.orders": 1 }, steps: [{ send: "how-likely" }] }] },
  );
  const common = { file: "campaigns/a.json", start: "purchase", coupon: false };
  expect(usesOf("how-likely", campaigns)).toEqual([
    { ...common, line: 9, path: "steps[0].survey", with: ["word"], survey: "csat" },
    { ...common, line: 26, path: "steps[2].branch[0].steps[0].send", with: [] },
  ]);
  expect(usesOf("bring-a-friend", campaigns)).toEqual([
    { ...common, line: 16, path: "steps[1].referral", with: [], referral: true },
  ]);
});

test.each<[string, object[], (boolean | "but else")[]]>([
  ["before and after it", [{ send: "hello" }, { coupon: "c" }, { send: "hello" }], [false, true]],
  ["for those who get none", [{ coupon: "c", else: [{ send: "hello" }] }, { send: "hello" }], [false, "but else"]],
  ["when those who get none leave", [{ coupon: "c", else: [{ exit: "none" }] }, { send: "hello" }], [true]],
  [
    "after one of two ways",
    [{ branch: [{ if: { "customer.orders": 1 }, steps: [{ coupon: "c" }, { send: "hello" }] }] }, { send: "hello" }],
    [true, false],
  ],
  [
    "after every way",
    [
      { branch: [{ if: { "customer.orders": 1 }, steps: [{ coupon: "c" }] }, { steps: [{ coupon: "d" }] }] },
      { send: "hello" },
    ],
    [true],
  ],
  [
    "after one before, also for those who get no second one",
    [{ coupon: "c" }, { coupon: "d", else: [{ send: "hello" }] }, { send: "hello" }],
    [true, true],
  ],
])("a coupon comes before a message only when everybody has one: %s", (_, steps, before) => {
  expect(usesOf("hello", checked(...steps)).map(({ coupon }) => coupon)).toEqual(before);
});

test("a survey does not go out as a transactional message, which would pass consent and limits", () => {
  const campaigns = checked({ survey: "how-likely" }, { send: "hello" });
  expect(checkUses(template("how-likely", "transactional"), campaigns).map(say)).toEqual([
    'campaigns/a.json:9 steps[0].survey: template "how-likely" is transactional, and a survey asks rather than serves; remove "kind" from its template.json, or use another template',
  ]);
  expect(checkUses(template("hello", "transactional"), campaigns)).toEqual([]);
  expect(checkUses(template("how-likely", "marketing"), campaigns)).toEqual([]);
});

test("nor does an invitation of friends", () => {
  const campaigns = checked({ referral: "bring-a-friend" });
  const faults = (kind: "marketing" | "transactional") =>
    checkUses(template("bring-a-friend", kind), campaigns)
      .map(say)
      .filter((words) => words.includes("transactional"));
  expect(faults("transactional")).toEqual([
    'campaigns/a.json:9 steps[0].referral: template "bring-a-friend" is transactional, and an invitation advertises rather than serves; remove "kind" from its template.json, or use another template',
  ]);
  expect(faults("marketing")).toEqual([]);
});
