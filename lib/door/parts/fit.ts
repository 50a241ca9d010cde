import type * as z from "zod";

/** The value when the schema takes it. A purchase is not lost because of a part that could as well be missing. */
export function fitting<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const read = schema.safeParse(value);
  return read.success ? read.data : undefined;
}

/** A text cut to so many UTF-16 units, never inside a character; undefined when nothing is written. */
export function clipped(text: string | null | undefined, most: number): string | undefined {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? undefined : trimmed.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
}

/** Without the keys that are undefined: DynamoDB refuses those. */
export function defined<T extends Record<string, unknown>>(parts: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
