import * as z from "zod";
import { type Condition, conditionSchema } from "../conditions.ts";
import type { Step } from "../steps.ts";
import { type Common, common } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

export interface Arm {
  if?: Condition | undefined;
  steps: Step[];
  note?: string | undefined;
}
export interface Branch extends Common {
  branch: Arm[];
}

export const branch: StepDefinition<Branch> = {
  schema: (steps) =>
    z
      .strictObject({
        branch: z
          .array(
            z.strictObject({
              if: conditionSchema.optional().meta({
                description: "When to go this way. Leave it out on the last way: everyone else.",
                examples: [{ "customer.orders": { atLeast: 5 } }],
              }),
              steps: steps.meta({ description: "The steps of this way.", examples: [[{ send: "come-back" }]] }),
              note: common.note,
            }),
          )
          .min(1)
          .meta({
            description: "The first way whose condition holds is taken; nobody is held up when none holds.",
            examples: [
              [
                { if: { "customer.orders": { atLeast: 5 } }, steps: [{ send: "vip-offer" }] },
                { steps: [{ send: "come-back" }] },
              ],
            ],
          }),
        ...common,
      })
      .meta({ description: "Go different ways for different customers." }),
  keys: ["if", "steps"],
  ways: (step) => step.branch.map(({ steps }, way) => ({ steps, path: ["branch", way, "steps"] })),
  covers: (step) => step.branch.some((way) => way.if === undefined),
  asks: (step) =>
    step.branch.flatMap((way, index) =>
      way.if === undefined ? [] : [{ condition: way.if, path: ["branch", index, "if"] }],
    ),
};
