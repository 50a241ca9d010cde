import * as z from "zod";
import { toSeconds } from "./durations.ts";
import { ownEventNameSchema } from "./events.ts";
import { addressSchema } from "./parts/address.ts";
import { durationSchema } from "./parts/duration.ts";
import { localeSchema, timeZoneSchema } from "./parts/locale.ts";
import { nameSchema } from "./parts/names.ts";
import { schemaLink } from "./parts/schema-link.ts";
import { capSchema, sendingSchema } from "./parts/sending.ts";
import { currencySchema } from "./parts/values.ts";
import { referralSchema, stagesSchema, surveysSchema } from "./shop/advocacy.ts";
import { couponSchema, webhookSchema } from "./shop/coupons.ts";
import { declaredEventSchema } from "./shop/events.ts";

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

/** One line that may stand in a header of a message. */
const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}*$/u, { error: "this has a line break or another control character; write it on one line" });

/** One text, or one a language. */
const wordsSchema = z.union([z.string().min(1).max(200), z.record(localeSchema, z.string().min(1).max(200))], {
  error: 'this is neither a text nor texts by language; write "Offers", or { "en": "Offers", "th": "…" }',
});

const topicSchema = z
  .strictObject({
    name: wordsSchema.meta({
      description: "What customers read on the page where they choose: a text, or one for each language.",
      examples: ["Offers", { en: "Offers", th: "ข้อเสนอพิเศษ" }],
    }),
    description: wordsSchema.optional().meta({
      description: "A sentence under it: a text, or one for each language.",
      examples: ["New coffees and prices, about once a week."],
    }),
    optIn: z
      .literal(true)
      .optional()
      .meta({ description: "Only for customers who chose this topic themselves.", examples: [true] }),
    atMost: capSchema.optional().meta({
      description: "The most messages of this topic that one customer gets in any span of this length.",
      examples: ["1 per 7 days"],
    }),
  })
  .meta({ description: "What messages are about, for customers to choose.", examples: [{ name: "Offers" }] });

const dateSchema = z.iso.date({ error: 'this is not a date; write one such as "2027-01-15"' });

const warmUpSchema = z
  .strictObject({
    from: dateSchema.meta({ description: "The first day, on the shop's clock.", examples: ["2027-01-15"] }),
    start: z
      .int()
      .min(1)
      .max(1_000_000)
      .meta({ description: "The most marketing messages on that day.", examples: [200] }),
    growth: z
      .string()
      .regex(/^[1-9]\d{0,2}%$/, {
        error: (issue) => `"${String(issue.input)}" is not a growth; write a whole percentage such as "50%"`,
      })
      .meta({ description: "How much more each day than the day before.", examples: ["50%"] }),
    until: z
      .int()
      .min(1)
      .max(10_000_000)
      .meta({ description: "When a day's ceiling has come to this, the plan is over.", examples: [50000] }),
  })
  .refine(({ start, until }) => start < until, {
    path: ["until"],
    error: 'the plan is over before it begins; write an "until" above "start"',
  })
  .meta({
    description:
      "A daily ceiling of marketing messages that grows, for a domain that mailbox providers do not know yet.",
    examples: [{ from: "2027-01-15", start: 200, growth: "50%", until: 50000 }],
  });

const keptSchema = (description: string, least: number, example: string) =>
  durationSchema
    .refine((words) => toSeconds(words) >= least * 86_400, {
      error: `this is too short for what is still to come back; write "${least} days" or more`,
    })
    .optional()
    .meta({ description, examples: [example] });

const keepSchema = z
  .strictObject({
    messages: keptSchema(
      "How long it is kept which messages a customer got, what they did, and what became of calls. 400 days unless given.",
      31,
      "400 days",
    ),
    events: keptSchema(
      "How long it is remembered which events were applied; older events are not taken in any more, for they may have been. For ever unless given.",
      31,
      "400 days",
    ),
    journeys: keptSchema(
      "How long journeys are kept that another one of the same campaign has followed. For ever unless given.",
      31,
      "400 days",
    ),
  })
  .meta({
    description: "How long records are kept. Whoever is erased is erased at once.",
    examples: [{ messages: "400 days", journeys: "800 days" }],
  });

/** Things of the shop that campaigns name. */
const named = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .record(nameSchema, schema)
    .refine((all) => Object.keys(all).every((name) => !(name in {})), {
      error: 'one has a name that every object has, such as "constructor"; give it another one',
    })
    .optional();

/** `shop.json`: what is the same for every campaign. */
export const shopSchema = z
  .strictObject({
    $schema: schemaLink("schema/shop.schema.json"),
    name: lineSchema.meta({ description: "The shop's name, as customers know it.", examples: ["Blue Cup Coffee"] }),
    url: z
      .url({
        protocol: /^https$/,
        error:
          'this is not an https address, and links of messages are made from it; write one such as "https://shop.example"',
      })
      .meta({ description: "The shop's address on the web.", examples: ["https://shop.example"] }),
    from: addressSchema("hello@shop.example").meta({
      description: "The address that messages come from.",
      examples: ["hello@shop.example"],
    }),
    fromName: lineSchema.optional().meta({
      description: "Whom messages come from, as mail programs show it. The shop's name unless given.",
      examples: ["Sam of Blue Cup Coffee"],
    }),
    replyTo: addressSchema("help@shop.example")
      .optional()
      .meta({ description: "Where answers go. To from unless given.", examples: ["help@shop.example"] }),
    address: z
      .string()
      .trim()
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
    consent: z.enum(["soft-opt-in", "strict", "double-opt-in"]).meta({
      description:
        "What a missing consent means for marketing: with soft-opt-in a customer who bought may be written to until they say no; with strict nobody is written to who has not said yes; with double-opt-in nobody who has not confirmed their yes from their own mailbox.",
      examples: ["soft-opt-in"],
    }),
    topics: z
      .record(nameSchema, topicSchema)
      .refine((topics) => Object.keys(topics).length <= 20, { error: "more than 20 topics; nobody would read them" })
      .refine((topics) => Object.keys(topics).every((name) => !(name in {})), {
        error: 'a topic has a name that every object has, such as "constructor"; give it another one',
      })
      .optional()
      .meta({
        description: "What messages are about. A template names its topic, and customers choose.",
        examples: [{ offers: { name: "Offers" }, tips: { name: "Tips for better coffee", atMost: "1 per 7 days" } }],
      }),
    sending: sendingSchema.optional(),
    softBounces: capSchema.optional().meta({
      description:
        "So many bounces of a full mailbox or a server in trouble, in a span of this length, and the address is not mailed any more. 5 per 30 days unless given.",
      examples: ["5 per 30 days"],
    }),
    warmUp: warmUpSchema.optional(),
    keep: keepSchema.optional(),
    surveys: surveysSchema.optional(),
    referral: referralSchema.optional(),
    stages: stagesSchema.optional(),
    coupons: named(couponSchema).meta({
      description: "The coupons whose codes campaigns give.",
      examples: [{ "thanks-10": { pattern: "THANKS-########", validFor: "30 days" } }],
    }),
    webhooks: named(webhookSchema).meta({
      description: "The systems of the shop that campaigns call.",
      examples: [{ crm: { url: "https://crm.shop.example/hooks/regulars" } }],
    }),
    events: z
      .record(ownEventNameSchema, declaredEventSchema)
      .optional()
      .meta({
        description: "What events of your own carry. Events that are not here may carry anything.",
        examples: [{ "delivery.completed": { data: { orderId: { type: "text", required: true } } } }],
      }),
  })
  .meta({ title: "Regulars shop", description: "What is the same for every campaign of this shop." });

export type Shop = z.infer<typeof shopSchema>;
