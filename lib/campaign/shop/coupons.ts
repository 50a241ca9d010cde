import * as z from "zod";
import { durationSchema } from "../parts/duration.ts";

/** Fewer could be guessed. */
const RANDOM_LEAST = 6;

const common = {
  name: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .meta({ description: "What people call it; templates read it as {{ coupon.name }}.", examples: ["10 % off"] }),
  validFor: durationSchema.optional().meta({
    description: "How long a code is good, from when it was given. Without an end unless given.",
    examples: ["30 days"],
  }),
};

const patternSchema = z
  .strictObject({
    pattern: z
      .string()
      .regex(/^[A-Z0-9#-]{6,40}$/, {
        error: (issue) =>
          `"${String(issue.input)}" is not a pattern; use 6 to 40 capital letters, digits, dashes and #, such as "THANKS-########"`,
      })
      .refine((pattern) => pattern.split("#").length - 1 >= RANDOM_LEAST, {
        error: `codes of this pattern could be guessed; write at least ${RANDOM_LEAST} times #`,
      })
      .meta({
        description: "Codes are made by this: each # becomes a letter or a digit by chance.",
        examples: ["THANKS-########"],
      }),
    ...common,
  })
  .meta({ description: "A coupon whose codes are made when they are given." });

const poolSchema = z
  .strictObject({
    pool: z.literal(true).meta({ description: "Codes are imported, and each is given once.", examples: [true] }),
    warnBelow: z
      .int()
      .nonnegative()
      .max(1_000_000)
      .optional()
      .meta({
        description: "When fewer codes than this are left, an alarm says so. 100 unless given.",
        examples: [100],
      }),
    ...common,
  })
  .meta({ description: "A coupon whose codes come from the shop." });

export const couponSchema = z
  .union([patternSchema, poolSchema], {
    error: 'a coupon has a "pattern" that its codes are made by, or "pool": true for codes that are imported',
  })
  .meta({ examples: [{ pattern: "THANKS-########", validFor: "30 days" }] });
export type CouponRules = z.infer<typeof couponSchema>;

/**
 * Names and literal addresses that no call ever gets to: URLs have IPv4 in one spelling, and IPv6 in brackets. Whatever else a
 * name leads to is looked at when it is called.
 */
const NOT_PUBLIC = [
  /^[^.[]*\.?$/,
  /\.(local|localhost|internal)\.?$/,
  /^(0|10|127)\.\d+\.\d+\.\d+$/,
  /^(169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.\d+\.\d+$/,
  /^\[(?![23])/,
];

export const webhookSchema = z
  .strictObject({
    url: z
      .url({
        protocol: /^https$/,
        error: 'this is not an https address; write one such as "https://crm.shop.example/hooks/regulars"',
      })
      .refine((url) => URL.parse(url)?.username === "" && URL.parse(url)?.password === "", {
        error:
          "an address with a name and password would be read by everybody who reads this file; calls are signed instead",
      })
      .refine((url) => !NOT_PUBLIC.some((form) => form.test(URL.parse(url)?.hostname ?? "")), {
        error: "this is no address of the public internet, and would never be called; write one that AWS can reach",
      })
      .meta({ description: "The address that is called.", examples: ["https://crm.shop.example/hooks/regulars"] }),
  })
  .meta({
    description: "A system of the shop that campaigns call.",
    examples: [{ url: "https://crm.shop.example/hooks/regulars" }],
  });
