import * as z from "zod";
import { toCap } from "../durations.ts";
import { durationSchema } from "./duration.ts";
import { WEEKDAYS } from "./weekdays.ts";

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

const daysSchema = z
  .array(
    z.enum(WEEKDAYS, {
      error: (issue) => `"${String(issue.input)}" is not a weekday; write one such as "monday"`,
    }),
  )
  .min(1, { error: "no day is left to send on; name one, or leave days out to send on any day" })
  .refine((days) => new Set(days).size === days.length, { error: "a day is named twice; name each once" })
  .meta({
    description: "Weekdays on which a message may go out, on the customer's clock. Every day unless given.",
    examples: [["monday", "tuesday", "wednesday", "thursday", "friday"]],
  });

const NOT_A_DATE = 'is not a date; write a day of every year such as "12-25", or of one year such as "2027-04-13"';

/** 2028 is a leap year: the 29th of February is a day of some years. */
function isDate(written: string): boolean {
  const full = written.length === 5 ? `2028-${written}` : written;
  const at = Date.parse(`${full}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === full;
}

const notOnSchema = z
  .array(
    z
      .string()
      .regex(/^(\d{4}-)?\d{2}-\d{2}$/, { abort: true, error: (issue) => `"${String(issue.input)}" ${NOT_A_DATE}` })
      .refine(isDate, { error: (issue) => `"${String(issue.input)}" ${NOT_A_DATE}` }),
  )
  .max(100, { error: "more than 100 dates; name those to come" })
  .meta({
    description: "Dates on which nothing goes out, on the customer's clock: every year's, or one year's.",
    examples: [["12-25", "2027-04-13"]],
  });

/** A count and a span, `"2 per 7 days"`. */
export const capSchema = z
  .string()
  .regex(/^[1-9]\d? per [1-9]\d{0,2} (hour|day|week)s?$/, {
    abort: true,
    error: (issue) => `"${String(issue.input)}" is not a limit; write a count and a span, such as "2 per 7 days"`,
  })
  // What sending remembers of a customer ends here.
  .refine((cap) => toCap(cap).count <= 50, {
    error: (issue) =>
      `"${String(issue.input)}" allows more than 50 messages; write 50 or fewer, or leave the limit out`,
  })
  .refine((cap) => toCap(cap).seconds <= 31 * 86_400, {
    error: (issue) => `"${String(issue.input)}" looks back more than 31 days; write a span of 31 days or less`,
  });

/** When and how often messages may go out. */
export const sendingSchema = z
  .strictObject({
    hours: hoursSchema.optional(),
    days: daysSchema.optional(),
    notOn: notOnSchema.optional(),
    atMost: capSchema.optional().meta({
      description:
        "The most marketing messages one customer gets in any span of this length: in shop.json of all campaigns, in a campaign of this one. At most 50, over at most 31 days.",
      examples: ["2 per 7 days", "1 per 24 hours"],
    }),
    lateAfter: durationSchema.optional().meta({
      description:
        "A message that could not go out this long after its step was reached is dropped and recorded, never sent late. Unless given, 24 hours, and 24 more for each quiet day in a row (a weekend, holidays), a week at most.",
      examples: ["12 hours"],
    }),
    ifClosed: z
      .enum(["defer", "drop"])
      .optional()
      .meta({
        description:
          "What becomes of a message that is due outside of hours and days: defer (the default) sends it at the next opening, unless that is too late; drop does not send it.",
        examples: ["drop"],
      }),
    ifTooMany: z
      .enum(["drop", "defer"])
      .optional()
      .meta({
        description:
          "What becomes of a message that a limit has no room for: drop (the default) does not send it; defer sends it when there is room, unless that is too late.",
        examples: ["defer"],
      }),
  })
  .meta({
    description: "When and how often messages may go out.",
    examples: [{ hours: "09:00-20:00", atMost: "2 per 7 days" }],
  });

export type Sending = z.infer<typeof sendingSchema>;
