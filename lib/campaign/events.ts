import * as z from "zod";
import { OWN_EVENTS, SURVEY_ANSWERED } from "./event-facts.ts";
import { SCORES } from "./holds.ts";
import { type CustomerPatch, customerPatchSchema } from "./parts/customer.ts";
import { eventNameSchema, nameSchema } from "./parts/names.ts";
import { currencySchema, dateTimeSchema, factNameSchema, idSchema, moneySchema, scalar } from "./parts/values.ts";

export { type CustomerPatch, customerPatchSchema };

const quantitySchema = z.int().positive();
const printSchema = z.string().min(4).max(200);

export const orderSchema = z
  .strictObject({
    id: idSchema("order.id", "The order's id in the shop.", "order-1001"),
    total: moneySchema.meta({ description: "What the customer paid, in units of the currency.", examples: [34.5] }),
    currency: currencySchema,
    quantity: quantitySchema
      .optional()
      .meta({ description: "How many pieces. Counted from the items unless given.", examples: [2] }),
    coupon: z
      .string()
      .max(60)
      .optional()
      .meta({ description: "The coupon code that was used.", examples: ["BACK15"] }),
    referral: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "The code of the customer who sent the buyer.", examples: ["K7QM2XPA"] }),
    fingerprints: z
      .strictObject({
        payment: printSchema.optional().meta({ description: "The same for the same card.", examples: ["pm-8f14e45f"] }),
        shipping: printSchema
          .optional()
          .meta({ description: "The same for the same postal address.", examples: ["sh-c9f0f895"] }),
      })
      .optional()
      .meta({
        description:
          "Hashes of your own by which orders of one person under two names are known: nobody brings themselves. Send no card numbers or addresses.",
        examples: [{ payment: "pm-8f14e45f" }],
      }),
    items: z
      .array(
        z.strictObject({
          sku: z
            .string()
            .min(1)
            .max(100)
            .meta({ description: "The product's id.", examples: ["ESP-250"] }),
          name: z
            .string()
            .max(200)
            .optional()
            .meta({ description: "The product's name.", examples: ["Espresso 250 g"] }),
          category: z
            .string()
            .max(100)
            .optional()
            .meta({ description: "The product's category.", examples: ["coffee"] }),
          quantity: quantitySchema.optional().meta({ description: "How many. 1 unless given.", examples: [1] }),
          price: moneySchema.optional().meta({ description: "The price of one.", examples: [17.25] }),
        }),
      )
      .max(200)
      .optional()
      .meta({ description: "What was bought.", examples: [[{ sku: "ESP-250", category: "coffee", quantity: 2 }]] }),
  })
  .meta({ id: "order", description: "The order.", examples: [{ id: "order-1001", total: 34.5, currency: "USD" }] });
export type Order = z.infer<typeof orderSchema>;

const common = {
  eventId: idSchema("eventId", "An id of this event: the same id counts once per customer.", "order-1001-paid"),
  customerId: idSchema("customerId", "The customer's id in the shop. Not an e-mail address.", "c-42"),
  at: dateTimeSchema.meta({
    description: "When it happened: ISO 8601 with an offset.",
    examples: ["2026-10-30T16:15:00+07:00"],
  }),
  customer: customerPatchSchema.optional(),
};
const typeOf = <const T extends string>(type: T) =>
  z.literal(type).meta({ description: "The kind of event.", examples: [type] });

const purchaseSchema = z
  .strictObject({ type: typeOf("purchase"), ...common, order: orderSchema })
  .meta({ description: "A customer bought something." });
const refundSchema = z
  .strictObject({
    type: typeOf("refund"),
    ...common,
    orderId: idSchema("orderId", "The order that is refunded.", "order-1001"),
    amount: moneySchema.meta({ description: "What the customer got back.", examples: [34.5] }),
    currency: currencySchema,
  })
  .meta({ description: "A customer got money back." });
const profileSchema = z
  .strictObject({ type: typeOf("profile"), ...common, customer: customerPatchSchema })
  .meta({ description: "The shop learned something about a customer." });

const answerSchema = z
  .strictObject({
    type: typeOf(SURVEY_ANSWERED),
    ...common,
    survey: nameSchema.meta({ description: "Which survey: the name of its template.", examples: ["how-likely"] }),
    kind: z
      .enum(["nps", "csat", "text"])
      .meta({ description: "nps: 0 to 10; csat: 1 to 5; text: in words.", examples: ["nps"] }),
    score: z
      .int()
      .min(0)
      .max(10)
      .optional()
      .meta({ description: "The score; a text has none.", examples: [9] }),
    comment: z
      .string()
      .max(2000)
      .optional()
      .meta({ description: "What the customer wrote.", examples: ["Fast delivery."] }),
    message: z
      .strictObject({
        enrollment: z
          .string()
          .regex(/^[\da-f]{32}$/, { error: "this is not the id of an enrollment; leave message out" })
          .meta({ description: "The journey that it belongs to.", examples: ["0f3a5c7e9b1d2f4a6c8e0b1d3f5a7c9e"] }),
        step: z
          .string()
          .min(1)
          .max(100)
          .meta({ description: "The step that sent it.", examples: ["how-likely"] }),
      })
      .optional()
      .meta({
        description: "The message that asked; a survey of your own has none.",
        examples: [{ enrollment: "0f3a5c7e9b1d2f4a6c8e0b1d3f5a7c9e", step: "how-likely" }],
      }),
  })
  .refine(({ kind, score, comment }) => (kind === "text" ? comment !== undefined : score !== undefined), {
    error: 'this answers nothing; nps and csat have a "score", text has a "comment"',
  })
  .refine(({ kind, score }) => kind === "text" || score === undefined || SCORES[kind].includes(score), {
    path: ["score"],
    error: "this is no csat score; write 1 to 5",
  })
  .refine(({ kind, score }) => kind !== "text" || score === undefined, {
    path: ["score"],
    error: "a text has no score; remove it",
  })
  .meta({ description: "A customer answered a survey." });

/** Names that the shop cannot give to events of its own. */
export const STANDARD_EVENTS = ["purchase", "refund", "profile", SURVEY_ANSWERED] as const;

const TAKEN: readonly string[] = [...STANDARD_EVENTS, ...OWN_EVENTS];

/** The name of an event of the shop's own. */
export const ownEventNameSchema = eventNameSchema.refine((type) => !TAKEN.includes(type), {
  error: "this name is taken; use a name of your own",
});

export const customSchema = z
  .strictObject({
    type: ownEventNameSchema
      // `not` is for the JSON Schema, where a faulty purchase would otherwise pass as a custom event.
      .meta({
        description: "A name of your own for what happened.",
        examples: ["delivery.completed"],
        not: { enum: [...TAKEN] },
      }),
    ...common,
    data: z
      .record(factNameSchema, scalar)
      .optional()
      .meta({ description: "What to know about it, read as event.*.", examples: [{ rating: 5 }] }),
  })
  .meta({ description: "Something else that your shop says happened." });

/** One schema per kind of event; any other name is a custom event. */
export const EVENT_SCHEMAS = {
  purchase: purchaseSchema,
  refund: refundSchema,
  profile: profileSchema,
  [SURVEY_ANSWERED]: answerSchema,
} as const;

export type Purchase = z.infer<typeof purchaseSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type ProfileEvent = z.infer<typeof profileSchema>;
export type SurveyAnswered = z.infer<typeof answerSchema>;
export type CustomEvent = z.infer<typeof customSchema>;
/** Something the shop says happened. `at` is when it happened, `eventId` makes it count once per customer. */
export type ShopEvent = Purchase | Refund | ProfileEvent | SurveyAnswered | CustomEvent;

/** Any event, for tools that cannot choose by `type`. */
export const anyEventSchema = z
  .union([purchaseSchema, refundSchema, profileSchema, answerSchema, customSchema])
  .meta({ title: "Regulars event", description: "Something that your shop says happened." });

/** The schema that an event of this `type` must meet, when shop.json does not declare it. */
export function eventSchemaFor(type: unknown): z.ZodType<ShopEvent> {
  return typeof type === "string" && Object.hasOwn(EVENT_SCHEMAS, type)
    ? EVENT_SCHEMAS[type as keyof typeof EVENT_SCHEMAS]
    : customSchema;
}
