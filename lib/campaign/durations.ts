const UNITS = { minute: 60, hour: 3_600, day: 86_400, week: 604_800 } as const;
type Unit = keyof typeof UNITS;

/** Seconds in a duration that `durationSchema` accepted. */
export function toSeconds(duration: string): number {
  const [count, unit] = duration.split(" ");
  return Number(count) * UNITS[(unit ?? "").replace(/s$/, "") as Unit];
}

/** A limit such as `"2 per 7 days"`: 2 in any 604,800 seconds. */
export function toCap(words: string): { count: number; seconds: number } {
  const [count = "", span = ""] = words.split(" per ");
  return { count: Number(count), seconds: toSeconds(span) };
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
