import * as z from "zod";
import { dateTimeSchema } from "../../campaign/parts/values.ts";
import { rounded } from "../../campaign/rounded.ts";

/** Shops number what they have. A larger number than doubles hold exactly would name something else. */
export const numberedSchema = z
  .int({
    error:
      "this is not an id: a whole number below 2^53 is expected, as every real order has (a test notification may have a longer one)",
  })
  .nonnegative();

/** Shops write amounts as texts, `"41.94"`, and sometimes as numbers. */
export const amountSchema = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,12}(\.\d{1,10})?$/)
      .transform(Number),
  ],
  { error: 'this is not an amount; "41.94" is expected' },
);

export const textSchema = z.string({ error: "a text is expected" }).nullish();
export const momentSchema = dateTimeSchema;

/** Adds amounts without the dust of binary fractions. */
export function sum(amounts: readonly number[]): number {
  return rounded(amounts.reduce((total, amount) => total + amount, 0));
}
