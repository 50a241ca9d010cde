import fc from "fast-check";
import { expect, it } from "vitest";
import { STEP_KINDS } from "../../lib/campaign/steps.ts";
import { kind } from "../../lib/campaign/walk.ts";
import { everyStep } from "../compiler/given.ts";
import { campaigns, refusals } from "./campaign.ts";

it("random campaigns use the whole language, and nearly all that are made are valid", () => {
  const made = fc.sample(campaigns(), 300);
  expect(refusals.made).toBeGreaterThanOrEqual(300);
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
  ]) {
    expect(text.split(`"${option}":`).length, option).toBeGreaterThan(3);
  }
  for (const fact of ["sent", "delivered", "opened", "clicked", "all", "any", "not"])
    expect(text).toContain(`"${fact}":`);
});
