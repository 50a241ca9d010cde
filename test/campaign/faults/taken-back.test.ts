import { describe, expect, test } from "vitest";
import { faultsOf } from "./written.ts";

const start = '{ "on": "referral.converted", "again": "always" }';
const RULE = '{ "on": "referral.reversed", "outcome": "sent back" }';
const WHY =
  'a friend who sends the order back before this coupon would still bring one (nothing ends the journey on "referral.reversed")';

describe("a coupon for a friend who may send the order back", () => {
  test("is missing the rule that ends the journey then, once for all its coupons", () => {
    const steps = ['{ "wait": "14 days" }', '{ "coupon": "thanks-10" }', '{ "coupon": "big-20" }'];
    expect(faultsOf({ start, steps })).toEqual([
      `campaigns/win-back.json:7 steps[1].coupon: ${WHY}; add "stop": [${RULE}] to the campaign`,
    ]);
  });

  test("is missing it beside other rules, and on one way of several", () => {
    const steps = ['{ "branch": [{ "if": { "customer.orders": 1 }, "steps": [{ "coupon": "thanks-10" }] }] }'];
    const more = ['"stop": [{ "on": "refund" }],'];
    expect(faultsOf({ start, more, steps })).toEqual([
      `campaigns/win-back.json:7 steps[0].branch[0].steps[0].coupon: ${WHY}; add ${RULE} to the campaign's "stop"`,
    ]);
  });

  test("is in order where such a rule is, as is a thank-you without a coupon", () => {
    const coupon = '{ "coupon": "thanks-10" }';
    const rule = '{ "on": "referral.reversed", "if": { "event.total": { "atLeast": 5 } } }';
    expect(faultsOf({ start, more: [`"stop": [{ "on": "refund" }, ${rule}],`], steps: [coupon] })).toEqual([]);
    expect(faultsOf({ start })).toEqual([]);
    expect(faultsOf({ steps: [coupon] })).toEqual([]);
  });
});
