import { z } from "zod";
import { eventNameSchema } from "./steps.ts";

const idSchema = (what: string) =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}$/, {
    error: (issue) =>
      String(issue.input).includes("@")
        ? `${what} looks like an e-mail address; ids travel in places where personal data must not be, so send an id of your own or a hash`
        : `${what} must be 1 to 128 letters, digits and . _ : + / = - and start with a letter or digit`,
  });

const moneySchema = z.number().nonnegative().max(1e9);
const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: 'a currency is three capital letters of ISO 4217, such as "USD"' });
const dateTimeSchema = z.iso.datetime({
  offset: true,
  error: 'a time is ISO 8601 with an offset, such as "2026-10-30T09:15:00Z" or "2026-10-30T16:15:00+07:00"',
});
const scalar = z.union([z.string().max(1000), z.number(), z.boolean()]);

const localeSchema = z.string().refine(
  (locale) => {
    try {
      return Intl.getCanonicalLocales(locale).length === 1;
    } catch {
      return false;
    }
  },
  { error: 'a locale is a BCP 47 tag, such as "th" or "pt-BR"' },
);
const timeZoneSchema = z.string().refine(
  (timeZone) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone }) !== undefined;
    } catch {
      return false;
    }
  },
  { error: 'a time zone is a name of the IANA database, such as "Asia/Bangkok"' },
);

/** What the shop knows about the person. Each given part replaces what was known; parts not given stay. */
export const customerPatchSchema = z.strictObject({
  email: z.email({ error: "this is not an e-mail address" }).max(254).optional(),
  firstName: z.string().max(100).optional(),
  lastName: z.string().max(100).optional(),
  locale: localeSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: 'a country is two capital letters of ISO 3166, such as "TH"' })
    .optional(),
  attributes: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/), scalar.nullable()).optional(),
  tags: z.array(z.string().min(1).max(60)).max(50).optional(),
  consent: z
    .strictObject({
      marketing: z.boolean(),
      at: dateTimeSchema,
      source: z.string().min(1).max(200),
      by: z.string().max(200).optional(),
      wording: z.string().max(2000).optional(),
    })
    .optional(),
});
export type CustomerPatch = z.infer<typeof customerPatchSchema>;

export const orderSchema = z.strictObject({
  id: idSchema("order.id"),
  total: moneySchema,
  currency: currencySchema,
  quantity: z.int().positive().optional(),
  coupon: z.string().max(60).optional(),
  items: z
    .array(
      z.strictObject({
        sku: z.string().min(1).max(100),
        name: z.string().max(200).optional(),
        category: z.string().max(100).optional(),
        quantity: z.int().positive().optional(),
        price: moneySchema.optional(),
      }),
    )
    .max(200)
    .optional(),
});
export type Order = z.infer<typeof orderSchema>;

const common = {
  eventId: idSchema("eventId"),
  customerId: idSchema("customerId"),
  at: dateTimeSchema,
  customer: customerPatchSchema.optional(),
};

const purchaseSchema = z.strictObject({ type: z.literal("purchase"), ...common, order: orderSchema });
const refundSchema = z.strictObject({
  type: z.literal("refund"),
  ...common,
  orderId: idSchema("orderId"),
  amount: moneySchema,
  currency: currencySchema,
});
const profileSchema = z.strictObject({ type: z.literal("profile"), ...common, customer: customerPatchSchema });
const customSchema = z.strictObject({
  type: eventNameSchema.refine((type) => !["purchase", "refund", "profile"].includes(type)),
  ...common,
  data: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/), scalar).optional(),
});

/** One schema per kind of event; any other name is a custom event. */
export const EVENT_SCHEMAS = { purchase: purchaseSchema, refund: refundSchema, profile: profileSchema } as const;

export type Purchase = z.infer<typeof purchaseSchema>;
export type Refund = z.infer<typeof refundSchema>;
export type ProfileEvent = z.infer<typeof profileSchema>;
export type CustomEvent = z.infer<typeof customSchema>;
/** Something the shop says happened. `at` is when it happened, `eventId` makes it count once per customer. */
export type ShopEvent = Purchase | Refund | ProfileEvent | CustomEvent;

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
