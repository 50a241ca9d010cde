import * as z from "zod";
import { nameSchema } from "./parts/names.ts";
import type { Target, Until } from "./parts/waits.ts";
import { alert } from "./steps/alert.ts";
import { branch } from "./steps/branch.ts";
import { coupon } from "./steps/coupon.ts";
import type { StepDefinition } from "./steps/definition.ts";
import { exit } from "./steps/exit.ts";
import { referral } from "./steps/referral.ts";
import { send } from "./steps/send.ts";
import { split } from "./steps/split.ts";
import { survey } from "./steps/survey.ts";
import { tag } from "./steps/tag.ts";
import { wait } from "./steps/wait.ts";
import { waitFor } from "./steps/wait-for.ts";
import { webhook } from "./steps/webhook.ts";

export { nameSchema, type Target, type Until };

/** The kinds of steps, each by the verb that names it. Every other table of kinds has exactly these keys: docs/extend.md. */
export const STEPS = {
  send,
  wait,
  waitFor,
  branch,
  split,
  tag,
  survey,
  referral,
  coupon,
  webhook,
  alert,
  exit,
} as const;

export type StepKind = keyof typeof STEPS;
export type StepOf = {
  [K in StepKind]: (typeof STEPS)[K] extends StepDefinition<infer S> ? S : never;
};
export type Step = StepOf[StepKind];

export const STEP_KINDS = Object.keys(STEPS) as StepKind[];

const stepsSchema: z.ZodType<Step[], Step[]> = z.lazy(() => z.array(stepSchema));

export const STEP_SCHEMAS = Object.fromEntries(
  STEP_KINDS.map((kind) => [kind, STEPS[kind].schema(stepsSchema)]),
) as unknown as { readonly [K in StepKind]: z.ZodType<StepOf[K], StepOf[K]> };

/** The verb that names a step, or undefined when there is none or more than one. */
export function kindOf(step: object): StepKind | undefined {
  const found = STEP_KINDS.filter((kind) => kind in step);
  return found.length === 1 ? found[0] : undefined;
}

/** One step. The verb picks the schema, so that faults speak of that step alone and not of all the others. */
export const stepSchema: z.ZodType<Step, Step> = z
  .union(Object.values(STEP_SCHEMAS) as unknown as [z.ZodType<Step, Step>, z.ZodType<Step, Step>])
  .meta({
    id: "step",
    description: `One step, named by its verb: ${STEP_KINDS.slice(0, -1).join(", ")} or ${STEP_KINDS.at(-1)}.`,
  });
