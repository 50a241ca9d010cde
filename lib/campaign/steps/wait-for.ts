import * as z from "zod";
import { toSeconds } from "../durations.ts";
import { type Target, targetSchema } from "../parts/waits.ts";
import type { Step } from "../steps.ts";
import { type Common, common, withinSchema } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

export interface WaitFor extends Common {
  waitFor: Target;
  within: string;
  then?: Step[] | undefined;
  else?: Step[] | undefined;
}

export const waitFor: StepDefinition<WaitFor> = {
  schema: (steps) =>
    z
      .strictObject({
        waitFor: targetSchema,
        within: withinSchema,
        then: steps.optional().meta({
          description: "Steps when it happened in time. Both ways join again after this step.",
          examples: [[{ tag: "warm" }]],
        }),
        else: steps.optional().meta({
          description: "Steps when it did not happen in time.",
          examples: [[{ send: "come-back" }]],
        }),
        ...common,
      })
      .meta({ description: "Wait for something the customer does, or for an event." }),
  keys: ["within", "then", "else"],
  ways: (step) => [
    ...(step.then === undefined ? [] : [{ steps: step.then, path: ["then"] }]),
    ...(step.else === undefined ? [] : [{ steps: step.else, path: ["else"] }]),
  ],
  covers: (step) => step.then !== undefined && step.else !== undefined,
  asks: ({ waitFor }) =>
    "on" in waitFor && waitFor.if !== undefined
      ? [{ condition: waitFor.if, path: ["waitFor", "if"], waits: waitFor.on }]
      : [],
  longest: (step) => toSeconds(step.within),
};
