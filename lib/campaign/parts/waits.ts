import * as z from "zod";
import { conditionSchema } from "../conditions.ts";
import { eventNameSchema, timeOfDaySchema } from "./names.ts";
import { WEEKDAYS } from "./weekdays.ts";

export const untilSchema = z
  .strictObject({
    until: z
      .union([timeOfDaySchema, z.enum(WEEKDAYS), z.string().regex(/^customer\.[A-Za-z0-9_.]+$/)], {
        error: (issue) =>
          `"${String(issue.input)}" is not a time of day ("09:30"), a weekday ("monday") or a date on the profile ("customer.attributes.renewsOn"); write one of these`,
      })
      .meta({
        description:
          "A time of day, a weekday, or a date on the profile, all on the customer's clock: customer.attributes.…, customer.firstOrderAt, customer.lastOrderAt, or customer.nextOrderAt, when the next order is due by the customer's own rhythm.",
        examples: ["09:30", "monday", "customer.attributes.renewsOn", "customer.nextOrderAt"],
      }),
    at: timeOfDaySchema.optional().meta({
      description: "The time of day, when until is a weekday or a date. 09:00 unless given.",
      examples: ["10:00"],
    }),
    offset: z
      .string()
      .regex(/^[1-9]\d{0,2} days? (before|after)$/, {
        error: (issue) =>
          `"${String(issue.input)}" is not an offset; write days before or after, such as "7 days before"`,
      })
      .optional()
      .meta({ description: "Days before or after the date.", examples: ["7 days before", "1 day after"] }),
    yearly: z
      .boolean()
      .optional()
      .meta({ description: "Take the date's next anniversary: birthdays.", examples: [true] }),
  })
  .meta({ description: "Wait until a moment on the customer's clock." });

export type Until = z.infer<typeof untilSchema>;

const watched = (verb: string) =>
  z
    .string()
    .min(1)
    .meta({
      description: `Until this earlier message was ${verb}: the template's name, or the step's id.`,
      examples: ["we-miss-you"],
    });

export const targetSchema = z
  .union([
    z.strictObject({ delivered: watched("delivered") }),
    z.strictObject({ opened: watched("opened") }),
    z.strictObject({ clicked: watched("clicked") }),
    z.strictObject({ answered: watched("answered, for a survey") }),
    z.strictObject({
      on: eventNameSchema,
      if: conditionSchema.optional().meta({
        description: "Only when this holds. event.* is the event that arrived.",
        examples: [{ "event.rating": { atLeast: 4 } }],
      }),
    }),
  ])
  .meta({
    description:
      "What to wait for: delivered, opened, clicked or answered with an earlier message's template name or step id; or an event of the shop.",
    examples: [{ clicked: "we-miss-you" }, { on: "delivery.completed" }],
  });

export type Target = z.infer<typeof targetSchema>;
