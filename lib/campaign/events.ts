import * as z from "zod";
import { CONSENT_GIVEN } from "./event-facts.ts";
import { type CustomerPatch, customerPatchSchema } from "./parts/customer.ts";
import { eventNameSchema } from "./parts/names.ts";
import { currencySchema, dateTimeSchema, factNameSchema, idSchema, moneySchema, scalar } from "./parts/values.ts";

export { type CustomerPatch, customerPatchSchema };

const quantitySchema = z.int().positive();

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

/** Names that the shop cannot give to events of its own. */
export const STANDARD_EVENTS = ["purchase", "refund", "profile"] as const;
/** Events that follow from others: campaigns may speak of them, and nobody sends them. */
const OWN_EVENTS = [CONSENT_GIVEN] as const;

const TAKEN: readonly string[] = [...STANDARD_EVENTS, ...OWN_EVENTS];

const customSchema = z
  .strictObject({
    type: eventNameSchema
      .refine((type) => !TAKEN.includes(type), { error: "this name is taken; use a name of your own" })
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
export const EVENT_SCHEMAS = { purchase: purchaseSchema, refund: refundSchema, profile: profileSchema } as const;

export type Purchase = z.infer<typeof purchaseSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type ProfileEvent = z.infer<typeof profileSchema>;
export type CustomEvent = z.infer<typeof customSchema>;
/** Something the shop says happened. `at` is when it happened, `eventId` makes it count once per customer. */
export type ShopEvent = Purchase | Refund | ProfileEvent | CustomEvent;

/** Any event, for tools that cannot choose by `type`. */
export const anyEventSchema = z
  .union([purchaseSchema, refundSchema, profileSchema, customSchema])
  .meta({ title: "Regulars event", description: "Something that your shop says happened." });

/** The schema that an event of this `type` must meet. */
export function eventSchemaFor(type: unknown): z.ZodType<ShopEvent> {
  return typeof type === "string" && Object.hasOwn(EVENT_SCHEMAS, type)
    ? EVENT_SCHEMAS[type as keyof typeof EVENT_SCHEMAS]
    : customSchema;
}
