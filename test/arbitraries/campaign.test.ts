import fc from "fast-check";
import { expect, it } from "vitest";
import { MESSAGE_FACTS } from "../../lib/campaign/holds.ts";
import { STEP_KINDS } from "../../lib/campaign/steps.ts";
import { kind } from "../../lib/campaign/walk.ts";
import { everyStep } from "../compiler/given.ts";
import { campaigns, refusals } from "./campaign.ts";

it("random campaigns use the whole language, and nearly all that are made are valid", () => {
  const made = fc.sample(campaigns(), { numRuns: 400, seed: 26 });
  expect(refusals.made).toBeGreaterThanOrEqual(400);
  expect(refusals.refused.length / refusals.made, refusals.refused.join("\n")).toBeLessThan(0.02);
  const steps = made.flatMap(({ steps }) => everyStep(steps));
  const text = JSON.stringify(made);
  for (const step of STEP_KINDS) expect(steps.filter((one) => kind(one) === step).length, step).toBeGreaterThan(20);
  for (const option of [
    "holdout",
    "goal",
    "stop",
    "again",
    "hours",
    "atMost",
    "lateAfter",
    "days",
    "notOn",
    "ifClosed",
    "ifTooMany",
    "priority",
    "with",
    "yearly",
    "offset",
    "kind",
    "comment",
  ]) {
    expect(text.split(`"${option}":`).length, option).toBeGreaterThan(3);
  }
  for (const fact of [...MESSAGE_FACTS, "all", "any", "not"]) expect(text, fact).toContain(`"${fact}":`);
  const coupons = steps.filter((step) => "coupon" in step);
  expect(coupons.filter((step) => step.else === undefined).length).toBeGreaterThan(5);
  expect(coupons.filter((step) => step.else !== undefined).length).toBeGreaterThan(5);
  expect(steps.filter((step) => "waitFor" in step && "answered" in step.waitFor).length).toBeGreaterThan(5);
});
