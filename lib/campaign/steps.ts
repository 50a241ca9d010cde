import * as z from "zod";
import { type Condition, conditionSchema } from "./conditions.ts";
import { durationSchema } from "./parts/duration.ts";
import { nameSchema, noteSchema } from "./parts/names.ts";
import { type Target, targetSchema, type Until, untilSchema } from "./parts/waits.ts";

export { nameSchema, type Target, type Until };

const common = {
  id: nameSchema.optional().meta({
    description: "A lasting name for this step: its figures survive edits, and conditions can point at it.",
    examples: ["first-reminder"],
  }),
  note: noteSchema.optional(),
};

const withNameSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, {
  error: ({ input }) =>
    `"${String(input)}" is not a name for a value; use letters, digits and _, and begin with a letter`,
});

const sendSchema = z
  .strictObject({
    send: nameSchema.meta({
      description: "Send one message: the name of a folder in templates/.",
      examples: ["we-miss-you"],
    }),
    with: z
      .record(withNameSchema, z.union([z.string(), z.number(), z.boolean()]))
      .optional()
      .meta({
        description: "Values for the template, read there as {{ with.name }}.",
        examples: [{ percent: 15 }],
      }),
    ...common,
  })
  .meta({ description: "Send one message." });

const waitSchema = z
  .strictObject({
    wait: z.union([durationSchema, untilSchema]).meta({
      description: "Wait a length of time, or until a moment.",
      examples: ["3 days", { until: "monday", at: "10:00" }],
    }),
    ...common,
  })
  .meta({ description: "Wait, then go on." });

export type Send = z.infer<typeof sendSchema>;
export type Wait = z.infer<typeof waitSchema>;

interface Common {
  id?: string | undefined;
  note?: string | undefined;
}
export interface WaitFor extends Common {
  waitFor: Target;
  within: string;
  then?: Step[] | undefined;
  else?: Step[] | undefined;
}
export interface Arm {
  if?: Condition | undefined;
  steps: Step[];
  note?: string | undefined;
}
export interface Branch extends Common {
  branch: Arm[];
}
export interface Way {
  name: string;
  weight: number;
  steps: Step[];
}
export interface Split extends Common {
  split: Way[];
}
export type Tag = z.infer<typeof tagSchema>;
export type Exit = z.infer<typeof exitSchema>;
export type Step = Send | Wait | WaitFor | Branch | Split | Tag | Exit;

const stepsSchema: z.ZodType<Step[], Step[]> = z.lazy(() => z.array(stepSchema));
const waySteps = stepsSchema.meta({ description: "The steps of this way.", examples: [[{ send: "come-back" }]] });

const waitForSchema = z
  .strictObject({
    waitFor: targetSchema,
    within: durationSchema.meta({
      description: "How long to wait before going on with else.",
      examples: ["3 days"],
    }),
    then: stepsSchema.optional().meta({
      description: "Steps when it happened in time. Both ways join again after this step.",
      examples: [[{ tag: "warm" }]],
    }),
    else: stepsSchema.optional().meta({
      description: "Steps when it did not happen in time.",
      examples: [[{ send: "come-back" }]],
    }),
    ...common,
  })
  .meta({ description: "Wait for something the customer does, or for an event." });

const branchSchema = z
  .strictObject({
    branch: z
      .array(
        z.strictObject({
          if: conditionSchema.optional().meta({
            description: "When to go this way. Leave it out on the last way: everyone else.",
            examples: [{ "customer.orders": { atLeast: 5 } }],
          }),
          steps: waySteps,
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
  .meta({ description: "Go different ways for different customers." });

const splitSchema = z
  .strictObject({
    split: z
      .array(
        z.strictObject({
          name: nameSchema.meta({ description: "The name of this way in the figures.", examples: ["photo"] }),
          weight: z
            .number()
            .positive()
            .meta({ description: "Its share, against the sum of all weights.", examples: [50] }),
          steps: waySteps,
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
  .meta({ description: "Try two or more ways on random parts of the customers." });

const tagSchema = z
  .strictObject({
    tag: nameSchema.meta({ description: "Put this tag on the customer's profile.", examples: ["warm"] }),
    ...common,
  })
  .meta({ description: "Tag the customer." });

const exitSchema = z
  .strictObject({
    exit: z
      .string()
      .min(1)
      .max(60)
      .meta({ description: "End the journey here, with this outcome in the figures.", examples: ["not interested"] }),
    ...common,
  })
  .meta({ description: "End the journey." });

/** One schema per step kind, keyed by the verb that names the step. Every table of step kinds has exactly these keys. */
export const STEP_SCHEMAS = {
  send: sendSchema,
  wait: waitSchema,
  waitFor: waitForSchema,
  branch: branchSchema,
  split: splitSchema,
  tag: tagSchema,
  exit: exitSchema,
} as const;

export type StepKind = keyof typeof STEP_SCHEMAS;
export interface StepOf {
  send: Send;
  wait: Wait;
  waitFor: WaitFor;
  branch: Branch;
  split: Split;
  tag: Tag;
  exit: Exit;
}

export const STEP_KINDS = Object.keys(STEP_SCHEMAS) as StepKind[];

/** The verb that names a step, or undefined when there is none or more than one. */
export function kindOf(step: object): StepKind | undefined {
  const found = STEP_KINDS.filter((kind) => kind in step);
  return found.length === 1 ? found[0] : undefined;
}

/** One step. The verb picks the schema, so that faults speak of that step alone and not of all the others. */
export const stepSchema: z.ZodType<Step, Step> = z
  .union(Object.values(STEP_SCHEMAS) as unknown as [z.ZodType<Step, Step>, z.ZodType<Step, Step>])
  .meta({ id: "step", description: "One step, named by its verb: send, wait, waitFor, branch, split, tag or exit." });
