import * as z from "zod";
import { addressSchema } from "./address.ts";
import { localeSchema, timeZoneSchema } from "./locale.ts";
import { nameSchema } from "./names.ts";
import { dateTimeSchema, factNameSchema, scalar } from "./values.ts";

/** What the shop knows about the person. Each given part replaces what was known; parts not given stay. */
export const customerPatchSchema = z
  .strictObject({
    email: addressSchema("ann@shop.example")
      .optional()
      .meta({ description: "Where the customer's messages go.", examples: ["ann@shop.example"] }),
    firstName: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "The first name.", examples: ["Ann"] }),
    lastName: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "The last name.", examples: ["Lee"] }),
    locale: localeSchema.optional(),
    timeZone: timeZoneSchema.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: 'this is not a country; write two capital letters of ISO 3166, such as "TH"' })
      .optional()
      .meta({ description: "The country: two letters of ISO 3166.", examples: ["TH"] }),
    attributes: z
      .record(factNameSchema, scalar.nullable())
      .optional()
      .meta({
        description: "Facts of your own, read as customer.attributes.*. null forgets one.",
        examples: [{ roast: "dark", renewsOn: "2027-03-01" }],
      }),
    tags: z
      .array(z.string().min(1).max(60))
      .max(50)
      .optional()
      .meta({ description: "The customer's tags.", examples: [["wholesale"]] }),
    consent: z
      .strictObject({
        marketing: z
          .boolean()
          .optional()
          .meta({ description: "Whether the customer said yes to marketing messages.", examples: [true] }),
        topics: z
          .record(nameSchema, z.boolean())
          .refine((topics) => Object.keys(topics).length <= 20, { error: "more than 20 topics; shop.json has fewer" })
          .optional()
          .meta({
            description: "What they chose of the shop's topics. Topics not given stay as they are.",
            examples: [{ offers: false }],
          }),
        at: dateTimeSchema.meta({ description: "When they said so.", examples: ["2026-10-30T09:15:00Z"] }),
        source: z
          .string()
          .min(1)
          .max(200)
          .meta({ description: "Where they said so.", examples: ["checkout"] }),
        by: z
          .string()
          .max(200)
          .optional()
          .meta({ description: "Who recorded it, when not the customer.", examples: ["support desk"] }),
        wording: z
          .string()
          .max(2000)
          .optional()
          .meta({ description: "The words they agreed to.", examples: ["Send me offers by e-mail."] }),
        confirmed: z
          .literal(true)
          .optional()
          .meta({
            description: "They confirmed their yes from their own mailbox (double opt-in).",
            examples: [true],
          }),
      })
      .refine(({ marketing, topics }) => marketing !== undefined || topics !== undefined, {
        error: 'this says neither yes nor no; add "marketing" or "topics"',
      })
      .refine(({ marketing, confirmed }) => confirmed === undefined || marketing === true, {
        path: ["confirmed"],
        error: 'only a yes is confirmed; add "marketing": true',
      })
      .optional()
      .meta({
        description: "What the customer said about marketing, and how that can be shown.",
        examples: [{ marketing: true, at: "2026-10-30T09:15:00Z", source: "checkout" }],
      }),
  })
  .meta({
    id: "customer",
    description: "What the shop knows about the person. Parts not given stay as they are.",
    examples: [{ email: "ann@shop.example", firstName: "Ann", locale: "th" }],
  });
export type CustomerPatch = z.infer<typeof customerPatchSchema>;
