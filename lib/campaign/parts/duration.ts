import * as z from "zod";

/** A length of time in words: `"90 minutes"`, `"3 days"`. A day is always 24 hours; months are refused because they vary. */
export const durationSchema = z
  .string()
  .regex(/^[1-9]\d{0,5} (minute|hour|day|week)s?$/, {
    error: ({ input }) =>
      /month|year/.test(String(input))
        ? `"${String(input)}" is not always the same length; write it in days, such as "30 days"`
        : `"${String(input)}" is not a duration; write a whole number and minutes, hours, days or weeks, such as "3 days"`,
  })
  .meta({
    description: "A length of time in words: a whole number of minutes, hours, days (24 hours) or weeks.",
    examples: ["30 minutes", "12 hours", "3 days", "2 weeks"],
  });
