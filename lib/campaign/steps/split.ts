import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import type { Step } from "../steps.ts";
import { type Common, common } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

export interface Split extends Common {
  split: { name: string; weight: number; steps: Step[] }[];
}

export const split: StepDefinition<Split> = {
  schema: (steps) =>
    z
      .strictObject({
        split: z
          .array(
            z.strictObject({
              name: nameSchema.meta({ description: "The name of this way in the figures.", examples: ["photo"] }),
              weight: z
                .number()
                .positive()
                .meta({ description: "Its share, against the sum of all weights.", examples: [50] }),
              steps: steps.meta({ description: "The steps of this way.", examples: [[{ send: "come-back" }]] }),
            }),
          )
          .min(2)
          .meta({
            description: "Ways by weight. A customer always gets the same way of the same split.",
            examples: [
              [
                { name: "plain", weight: 50, steps: [{ send: "come-back" }] },
                { name: "photo", weight: 50, steps: [{ send: "come-back-photo" }] },
              ],
            ],
          }),
        ...common,
      })
      .meta({ description: "Try two or more ways on random parts of the customers." }),
  keys: ["weight"],
  ways: (step) => step.split.map(({ steps }, way) => ({ steps, path: ["split", way, "steps"] })),
  covers: () => true,
};
