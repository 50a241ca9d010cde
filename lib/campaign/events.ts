import { z } from "zod";
import { localeSchema, timeZoneSchema } from "./places.ts";
import { eventNameSchema } from "./steps.ts";

const idSchema = (what: string, description: string, example: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}$/, {
      error: (issue) =>
        String(issue.input).includes("@")
          ? `${what} looks like an e-mail address, and ids travel where personal data must not be; send an id of your own or a hash`
          : `${what} is not an id; use 1 to 128 letters, digits and . _ : + / = - and begin with a letter or digit`,
    })
    .meta({ description, examples: [example] });

const moneySchema = z.number().nonnegative().max(1e9);
const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'this is not a currency; write three capital letters of ISO 4217, such as "USD"' })
  .meta({ description: "The currency: three letters of ISO 4217.", examples: ["USD"] });
const dateTimeSchema = z.iso.datetime({
  offset: true,
  error:
    'this is not a time with an offset; write ISO 8601, such as "2026-10-30T09:15:00Z" or "2026-10-30T16:15:00+07:00"',
});
const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);
const factNameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, {
  error: "this is not a name for a fact; begin with a letter, then use up to 59 letters, digits and _",
});
const quantitySchema = z.int().positive();

/** What the shop knows about the person. Each given part replaces what was known; parts not given stay. */
export const customerPatchSchema = z
  .strictObject({
    email: z
      .email({ error: 'this is not an e-mail address; write one such as "ann@shop.example"' })
      .max(254)
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
          .meta({ description: "Whether the customer said yes to marketing messages.", examples: [true] }),
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

const customSchema = z
  .strictObject({
    type: eventNameSchema
      .refine((type) => !(STANDARD_EVENTS as readonly string[]).includes(type), {
        error: "this name is taken; use a name of your own",
      })
      // `not` is for the JSON Schema, where a faulty purchase would otherwise pass as a custom event.
      .meta({
        description: "A name of your own for what happened.",
        examples: ["delivery.completed"],
        not: { enum: [...STANDARD_EVENTS] },
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

/** What conditions see as `event.*`: the order of a purchase, the refund, the data of a custom event. */
export function eventFacts(event: ShopEvent): Record<string, unknown> {
  if (event.type === "purchase") return orderFacts((event as Purchase).order);
  if (event.type === "refund") {
    const { orderId, amount, currency } = event as Refund;
    return { orderId, amount, currency };
  }
  return (event as CustomEvent).data ?? {};
}

/** What conditions see as `order.*`. */
export function orderFacts(order: Order): OrderFacts {
  const items = order.items ?? [];
  return {
    id: order.id,
    total: order.total,
    currency: order.currency,
    quantity: order.quantity ?? items.reduce((sum, item) => sum + (item.quantity ?? 1), 0),
    ...(order.coupon === undefined ? {} : { coupon: order.coupon }),
    items: items.map((item) => item.sku),
    categories: [...new Set(items.flatMap((item) => item.category ?? []))],
  };
}

export interface OrderFacts extends Record<string, unknown> {
  id: string;
  total: number;
  currency: string;
  quantity: number;
  coupon?: string;
  items: string[];
  categories: string[];
}
