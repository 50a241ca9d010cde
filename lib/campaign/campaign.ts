import * as z from "zod";
import { conditionSchema } from "./conditions.ts";
import { durationSchema } from "./parts/duration.ts";
import { eventNameSchema, nameSchema, noteSchema } from "./parts/names.ts";
import { schemaLink } from "./parts/schema-link.ts";
import { sendingSchema } from "./parts/sending.ts";
import { stepSchema } from "./steps.ts";

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
    $schema: schemaLink("../schema/campaign.schema.json"),
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
          "Events that end the journey wherever it is. An event that names an order, such as a refund, ends only the journey that this order started.",
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
    priority: z
      .enum(["high", "normal", "low"])
      .optional()
      .meta({
        description:
          "Who goes first when two campaigns want to write to one customer in the same hour and the shop's limit has room for one. Normal unless given.",
        examples: ["high"],
      }),
    sending: sendingSchema.optional().meta({
      description:
        "When and how often this campaign's messages may go out. Hours and days are taken from the shop unless given; a limit counts this campaign's own messages, and the limits of the shop and of topics hold as well.",
      examples: [{ hours: "09:00-20:00", atMost: "2 per 7 days" }],
    }),
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
export type Rule = z.infer<typeof ruleSchema>;
