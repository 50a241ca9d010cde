import * as z from "zod";
import { nameSchema } from "../parts/names.ts";
import type { Step } from "../steps.ts";
import { type Common, common } from "./common.ts";
import type { StepDefinition } from "./definition.ts";

export interface Coupon extends Common {
  coupon: string;
  atMost?: number | undefined;
  else?: Step[] | undefined;
}

export const coupon: StepDefinition<Coupon> = {
  schema: (steps) =>
    z
      .strictObject({
        coupon: nameSchema.meta({
          description:
            "Give the customer a code of this coupon of shop.json; messages after it show it as {{ coupon.code }}.",
          examples: ["thanks-10"],
        }),
        atMost: z
          .int()
          .positive()
          .max(10_000_000)
          .optional()
          .meta({ description: "The most codes that this step gives in all: the campaign's budget.", examples: [500] }),
        else: steps.optional().meta({
          description:
            "Steps when no code is left; the ways join again after this step. Without them the journey ends there, for nobody is to be promised a code that they do not get.",
          examples: [[{ exit: "no codes left" }]],
        }),
        ...common,
      })
      .meta({ description: "Give the customer a coupon code of their own." }),
  keys: ["atMost"],
  ways: (step) => (step.else === undefined ? [] : [{ steps: step.else, path: ["else"] }]),
  gives: "coupon",
  declared: (step) => ({ of: "coupons", name: step.coupon }),
};
