import * as z from "zod";

export const nameSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: (issue) =>
      `"${String(issue.input)}" is not a name; use lower-case letters, digits and single dashes, such as "we-miss-you"`,
  })
  .max(40, { error: "a name has at most 40 characters; shorten it" });

export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
    error: (issue) => `"${String(issue.input)}" is not a time of day; write 24-hour hours and minutes, such as "09:30"`,
  })
  .meta({ description: "A time of day on the customer's clock, 24 hours.", examples: ["09:30"] });

export const eventNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/, {
    error: (issue) =>
      `"${String(issue.input)}" is not an event name; use lower-case words joined by dots or dashes, such as "delivery.completed"`,
  })
  .max(60, { error: "an event name has at most 60 characters; shorten it" })
  .meta({
    description:
      "The kind of event: purchase, refund, profile, survey.answered, any name that your shop sends, or one that follows from others, such as stage.changed or referral.converted.",
    examples: ["purchase", "refund", "delivery.completed", "referral.converted"],
  });

export const noteSchema = z.string().meta({
  description: "For whoever reads this file next. Ignored by the engine.",
  examples: ["Agreed with Ann: no discount before the third order."],
});
