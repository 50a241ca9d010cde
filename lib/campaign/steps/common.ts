import * as z from "zod";
import { durationSchema } from "../parts/duration.ts";
import { nameSchema, noteSchema } from "../parts/names.ts";

/** What every step may have besides its verb. */
export const common = {
  id: nameSchema.optional().meta({
    description: "A lasting name for this step: its figures survive edits, and conditions can point at it.",
    examples: ["first-reminder"],
  }),
  note: noteSchema.optional(),
};

export interface Common {
  id?: string | undefined;
  note?: string | undefined;
}

const withNameSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, {
  error: ({ input }) =>
    `"${String(input)}" is not a name for a value; use letters, digits and _, and begin with a letter`,
});

const valuesSchema = z.record(withNameSchema, z.union([z.string(), z.number(), z.boolean()])).optional();

/** The marketer's own values, for a template or for a system of the shop. */
export const withSchema = (description: string) => valuesSchema.meta({ description, examples: [{ percent: 15 }] });

export type Values = Record<string, string | number | boolean>;

/** Values of a step whose message reads them. */
export const templateValues = withSchema("Values for the template, read there as {{ with.name }}.");

export const withinSchema = durationSchema.meta({
  description: "How long to wait before going on with else.",
  examples: ["3 days"],
});
