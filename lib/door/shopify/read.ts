import type * as z from "zod";
import { type ToldFault, toldIssues } from "../faults.ts";

const FIX =
  "let Shopify send all fields of this topic, in API version 2024-01 or later; a real test order shows the rest";

/** @param document how its sender knows it: `Shopify order` */
export function readShopify<T>(
  document: string,
  schema: z.ZodType<T>,
  payload: unknown,
): { value: T } | { faults: ToldFault[] } {
  const read = schema.safeParse(payload);
  return read.success ? { value: read.data } : { faults: toldIssues(document, read.error, FIX) };
}
