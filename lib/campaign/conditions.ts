import * as z from "zod";
import { MESSAGE_FACTS } from "./holds.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Compares one fact. Exported so that faults can speak of it. */
export const testSchema = z.union([
  scalar.meta({ description: "Equals this value.", examples: ["gold", 1, true] }),
  z
    .strictObject({
      atLeast: z
        .number()
        .optional()
        .meta({ description: "A number of this or more.", examples: [20] }),
      atMost: z
        .number()
        .optional()
        .meta({ description: "A number of this or less.", examples: [100] }),
      moreThan: z
        .number()
        .optional()
        .meta({ description: "A number above this.", examples: [0] }),
      lessThan: z
        .number()
        .optional()
        .meta({ description: "A number below this.", examples: [5] }),
      in: z
        .array(scalar)
        .min(1)
        .optional()
        .meta({ description: "One of these values.", examples: [["TH", "VN"]] }),
      contains: scalar.optional().meta({
        description: "A list that has this entry, or a text that has this part.",
        examples: ["vip", "coffee"],
      }),
      exists: z
        .boolean()
        .optional()
        .meta({ description: "Known at all (true) or unknown (false).", examples: [true] }),
    })
    .refine((test) => Object.keys(test).length > 0, {
      error: "this test is empty; say atLeast, atMost, moreThan, lessThan, in, contains or exists",
    }),
]);
export type Test = z.infer<typeof testSchema>;

/** Entries are joined by "and". Keys: `all any not`, what became of a message, or a path such as `customer.orders`. */
export interface Condition {
  all?: Condition[] | undefined;
  any?: Condition[] | undefined;
  not?: Condition | undefined;
  sent?: string | undefined;
  delivered?: string | undefined;
  opened?: string | undefined;
  clicked?: string | undefined;
  answered?: string | undefined;
  promoter?: string | undefined;
  passive?: string | undefined;
  detractor?: string | undefined;
  satisfied?: string | undefined;
  neutral?: string | undefined;
  dissatisfied?: string | undefined;
  [path: `${"customer" | "order" | "event"}.${string}`]: Test;
}

const message = (verb: string) =>
  z
    .string()
    .min(1)
    .optional()
    .meta({
      description: `True when this earlier message was ${verb}: the template's name, or the step's id.`,
      examples: ["we-miss-you"],
    });

const answer = (group: string, scores: string) =>
  z
    .string()
    .min(1)
    .optional()
    .meta({
      description: `True when this earlier survey was answered with ${scores}: ${group}. The template's name, or the step's id.`,
      examples: ["how-likely"],
    });

const paths = {
  description:
    "A fact and its test. customer.* is the profile, order.* the order that started the journey, event.* the event being looked at.",
  examples: [{ atLeast: 5 }, "gold", { contains: "vip" }],
};

/** What a fact's path looks like; `PATH.source` is JSON Schema's pattern, too. */
export const PATH = /^(customer|order|event)\../;

/**
 * A condition over the customer, the order, the event and earlier messages.
 * Keys that are not named here must be paths, so that a typo in `all` is an unknown key.
 */
export const conditionSchema: z.ZodType<Condition, Condition> = z
  .lazy(() =>
    z
      .object({
        all: z
          .array(conditionSchema)
          .min(1)
          .optional()
          .meta({
            description: "True when every one of these is true.",
            examples: [[{ "customer.orders": { atLeast: 5 } }, { clicked: "we-miss-you" }]],
          }),
        any: z
          .array(conditionSchema)
          .min(1)
          .optional()
          .meta({
            description: "True when at least one of these is true.",
            examples: [[{ "customer.tags": { contains: "vip" } }, { "order.total": { atLeast: 100 } }]],
          }),
        not: conditionSchema.optional().meta({
          description: "True when this is false.",
          examples: [{ "customer.tags": { contains: "wholesale" } }],
        }),
        sent: message("handed over for delivery (not withheld)"),
        delivered: message("delivered"),
        opened: message("opened"),
        clicked: message("clicked"),
        answered: message("answered, for a survey"),
        promoter: answer("a promoter", "9 or 10 of 10"),
        passive: answer("passive", "7 or 8 of 10"),
        detractor: answer("a detractor", "0 to 6 of 10"),
        satisfied: answer("satisfied", "4 or 5 of 5"),
        neutral: answer("neutral", "3 of 5"),
        dissatisfied: answer("dissatisfied", "1 or 2 of 5"),
      })
      .catchall(testSchema.meta(paths))
      .check(({ value, issues }) => {
        const known = ["all", "any", "not", ...MESSAGE_FACTS];
        const keys = Object.keys(value).filter((key) => !known.includes(key) && !PATH.test(key));
        if (keys.length > 0) issues.push({ code: "unrecognized_keys", keys, input: value });
      }),
  )
  .meta({
    id: "condition",
    description: "All entries must hold. Combine with all, any, not.",
    examples: [
      { "customer.orders": { atLeast: 5 } },
      { "order.total": { atLeast: 20 }, "customer.country": { in: ["TH", "VN"] } },
      { clicked: "we-miss-you" },
      { not: { "customer.tags": { contains: "wholesale" } } },
    ],
  }) as unknown as z.ZodType<Condition, Condition>;
