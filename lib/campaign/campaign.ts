import * as z from "zod";
import { conditionSchema } from "./conditions.ts";
import { durationSchema, toSeconds } from "./durations.ts";
import { eventNameSchema, nameSchema, noteSchema } from "./parts/names.ts";
import { stepSchema } from "./steps.ts";

const hoursSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, {
    error: (issue) => `"${String(issue.input)}" is not a span of hours; write "09:00-20:00"`,
  })
  .refine((hours) => hours.slice(0, 5) !== hours.slice(6), {
    error: "the span is empty: it ends when it begins; leave hours out to send at any time",
  })
  .meta({
    description: "Hours in which a message may go out, on the customer's clock. A span may cross midnight.",
    examples: ["09:00-20:00"],
  });

const capSchema = z
  .string()
  .regex(/^[1-9]\d? per [1-9]\d{0,2} (hour|day|week)s?$/, {
    abort: true,
    error: (issue) => `"${String(issue.input)}" is not a limit; write a count and a span, such as "2 per 7 days"`,
  })
  // What sending remembers of a customer ends here.
  .refine((cap) => Number.parseInt(cap, 10) <= 50, {
    error: (issue) =>
      `"${String(issue.input)}" allows more than 50 messages; write 50 or fewer, or leave the limit out`,
  })
  .refine((cap) => toSeconds(cap.split(" per ")[1] ?? "") <= 31 * 86_400, {
    error: (issue) => `"${String(issue.input)}" looks back more than 31 days; write a span of 31 days or less`,
  })
  .meta({
    description:
      "The most messages one customer gets in any span of this length, counting the messages of all campaigns. At most 50, over at most 31 days.",
    examples: ["2 per 7 days", "1 per 24 hours"],
  });

/** When and how often messages may go out. A campaign's own entries win over the shop's. */
export const sendingSchema = z
  .strictObject({
    hours: hoursSchema.optional(),
    atMost: capSchema.optional(),
    lateAfter: durationSchema.optional().meta({
      description:
        "A message that could not go out this long after its step was reached is dropped and recorded, never sent late. 24 hours unless given.",
      examples: ["12 hours"],
    }),
  })
  .meta({
    description: "When and how often messages may go out.",
    examples: [{ hours: "09:00-20:00", atMost: "2 per 7 days" }],
  });

const ruleSchema = z.strictObject({
  on: eventNameSchema,
  if: conditionSchema.optional().meta({
    description: "Only when this holds. event.* is the event that arrived; order.* the order that started the journey.",
    examples: [{ "event.total": { atLeast: 20 } }],
  }),
});

const notAgain = ({ input }: { input?: unknown }) =>
  `"${String(input)}" is not one of "never", "always" and "after 90 days"; write one of these`;

export const campaignSchema = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .meta({
        description: "Where the JSON Schema lies, for the editor.",
        examples: ["../schema/campaign.schema.json"],
      }),
    id: nameSchema.meta({
      description: "The campaign's lasting name. Its file has the same name.",
      examples: ["win-back"],
    }),
    name: z
      .string()
      .min(1)
      .max(80)
      .meta({ description: "What people call it.", examples: ["Win back quiet customers"] }),
    note: noteSchema.optional(),
    stage: z
      .enum(["purchase", "retention", "advocacy"])
      .optional()
      .meta({ description: "Where in the customer's journey this campaign works.", examples: ["retention"] }),
    start: z
      .strictObject({
        on: eventNameSchema,
        if: conditionSchema.optional().meta({
          description: "Only when this holds, looking at the profile with this event already in it.",
          examples: [{ "order.total": { atLeast: 20 } }],
        }),
        again: z
          .union(
            [
              z.enum(["never", "always"]),
              // zod shows the message of the one option whose type fits, not the union's.
              z.string().regex(/^after [1-9]\d{0,5} (minute|hour|day|week)s?$/, { error: notAgain }),
            ],
            { error: notAgain },
          )
          .optional()
          .meta({
            description:
              'Whether a customer may come in again: "never" (the default), "always", or "after 90 days" counted from the last time. A customer is in a campaign at most once at a time. A journey stopped during its first wait does not count.',
            examples: ["never", "always", "after 90 days"],
          }),
      })
      .meta({ description: "The event that starts a journey.", examples: [{ on: "purchase" }] }),
    stop: z
      .array(
        ruleSchema.extend({
          outcome: z
            .string()
            .min(1)
            .max(60)
            .optional()
            .meta({
              description: "The outcome in the figures. The event's name unless given.",
              examples: ["won back"],
            }),
        }),
      )
      .optional()
      .meta({
        description:
          "Events that end the journey wherever it is. A refund ends only the journey that its own order started.",
        examples: [[{ on: "purchase", outcome: "won back" }, { on: "refund" }]],
      }),
    goal: ruleSchema
      .extend({
        within: durationSchema.meta({
          description: "How long after the journey began (after its first wait) the goal still counts.",
          examples: ["30 days"],
        }),
      })
      .optional()
      .meta({
        description: "What the campaign is for. Reaching it is counted as a conversion and ends the journey.",
        examples: [{ on: "purchase", within: "30 days" }],
      }),
    holdout: z
      .string()
      .regex(/^([1-9]|[1-8]\d|90)%$/, {
        error: (issue) => `"${String(issue.input)}" is not a share; write a whole percentage from "1%" to "90%"`,
      })
      .optional()
      .meta({
        description:
          "The share of customers who deliberately get nothing, so that the campaign's effect can be measured.",
        examples: ["10%"],
      }),
    sending: sendingSchema.optional(),
    steps: z
      .array(stepSchema)
      .min(1, { error: "a campaign without steps does nothing; add a step" })
      .meta({
        description: "What happens, in order.",
        examples: [[{ wait: "60 days" }, { send: "we-miss-you" }]],
      }),
  })
  .meta({ title: "Regulars campaign", description: "One retention or advocacy campaign." });

export type Campaign = z.infer<typeof campaignSchema>;
export type Sending = z.infer<typeof sendingSchema>;
export type Rule = z.infer<typeof ruleSchema>;
