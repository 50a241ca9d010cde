import * as z from "zod";

const UNITS = { minute: 60, hour: 3_600, day: 86_400, week: 604_800 } as const;
type Unit = keyof typeof UNITS;

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

/** Seconds in a duration that {@link durationSchema} accepted. */
export function toSeconds(duration: string): number {
  const [count, unit] = duration.split(" ");
  return Number(count) * UNITS[(unit ?? "").replace(/s$/, "") as Unit];
}

/** The shortest exact words for a number of seconds: 86400 is `"1 day"`, 90 is `"90 seconds"`. */
export function inWords(seconds: number): string {
  for (const unit of ["week", "day", "hour", "minute"] as const) {
    const count = seconds / UNITS[unit];
    // Two weeks read well; "10 days" reads better than "1.43 weeks", and one week is usually said as 7 days.
    if (Number.isInteger(count) && count > 0 && (unit !== "week" || count >= 2)) {
      return `${count} ${unit}${count === 1 ? "" : "s"}`;
    }
  }
  return `${seconds} second${seconds === 1 ? "" : "s"}`;
}
