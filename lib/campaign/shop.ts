import * as z from "zod";
import { sendingSchema } from "./campaign.ts";
import { localeSchema, timeZoneSchema } from "./parts/locale.ts";
import { currencySchema } from "./parts/values.ts";

const LANGUAGE = 'this is not a language; write a tag such as "en", "th" or "pt-BR"';
const languages = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** `english` has the form of a tag but is none. */
function hasLanguage(locale: string): boolean {
  try {
    return languages.of(locale.split("-")[0] ?? "") !== undefined;
  } catch {
    return false;
  }
}

/** `shop.json`: what is the same for every campaign. */
export const shopSchema = z
  .strictObject({
    $schema: z
      .string()
      .optional()
      .meta({ description: "Where the JSON Schema lies, for the editor.", examples: ["schema/shop.schema.json"] }),
    name: z
      .string()
      .min(1)
      .max(80)
      .meta({ description: "The shop's name, as customers know it.", examples: ["Blue Cup Coffee"] }),
    url: z
      .url({ error: 'this is not a web address; write one such as "https://shop.example"' })
      .meta({ description: "The shop's address on the web.", examples: ["https://shop.example"] }),
    from: z
      .email({ error: 'this is not an e-mail address; write one such as "hello@shop.example"' })
      .meta({ description: "The address that messages come from.", examples: ["hello@shop.example"] }),
    address: z
      .string()
      .min(1)
      .meta({
        description: "The postal address at the foot of every message (CAN-SPAM asks for it).",
        examples: ["1 Market Street, Springfield"],
      }),
    timeZone: timeZoneSchema.meta({
      description: "Whose clock counts when the customer's is unknown: an IANA name.",
      examples: ["Asia/Bangkok"],
    }),
    locale: localeSchema
      .refine(hasLanguage, { error: LANGUAGE })
      .meta({ description: "The language when the customer's is unknown.", examples: ["en"] }),
    currency: currencySchema.meta({
      description: "The currency when an order names none (imports).",
      examples: ["USD"],
    }),
    consent: z.enum(["soft-opt-in", "strict"]).meta({
      description:
        "What a missing consent means: with soft-opt-in a customer who bought may be written to until they say no; with strict nobody is written to who has not said yes.",
      examples: ["soft-opt-in"],
    }),
    sending: sendingSchema.optional(),
  })
  .meta({ title: "Regulars shop", description: "What is the same for every campaign of this shop." });

export type Shop = z.infer<typeof shopSchema>;
