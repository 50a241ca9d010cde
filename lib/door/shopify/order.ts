import * as z from "zod";
import { currencySchema } from "../../campaign/parts/values.ts";
import { clipped, defined } from "../parts/fit.ts";
import { itemsOf } from "../parts/items.ts";
import { customerOfOrder, nobodysOrder } from "../parts/order-customer.ts";
import { amountSchema, momentSchema, numberedSchema, textSchema } from "../parts/values.ts";
import type { EventDraft, Surroundings, Translated } from "../ports.ts";
import { emailOf, patchOf, personShape } from "./customer.ts";
import { readShopify } from "./read.ts";

/** Read first: orders that do not count need not be whole. */
const statusSchema = z.object({
  id: z.unknown(),
  test: z.boolean().nullish(),
  cancelled_at: textSchema,
});

/** A line has no category: `product_type` is the product's, and the payload has only the product's id. */
const lineSchema = z.object({
  sku: textSchema,
  name: textSchema,
  variant_id: z.number().nullish(),
  product_id: z.number().nullish(),
  quantity: z.number().nullish(),
  price: amountSchema.nullish(),
});

const orderSchema = z
  .object({
    id: numberedSchema,
    created_at: momentSchema,
    processed_at: momentSchema.nullish(),
    currency: currencySchema,
    current_total_price: amountSchema.nullish(),
    total_price: amountSchema.nullish(),
    discount_codes: z.array(z.object({ code: textSchema })).nullish(),
    line_items: z.array(lineSchema).nullish(),
    ...personShape,
  })
  .refine((order) => (order.current_total_price ?? order.total_price) != null, {
    path: ["total_price"],
    error: "this is missing",
  });
type ShopifyOrder = z.infer<typeof orderSchema>;

/** `orders/create` and `orders/paid`: the same order is the same event, so that a shop may choose, or send both. */
export async function fromOrder(payload: unknown, { orders, guest }: Surroundings): Promise<Translated> {
  const status = statusSchema.safeParse(payload);
  const uncounted = status.success ? whyUncounted(status.data) : undefined;
  if (status.success && uncounted !== undefined) {
    const id = numberedSchema.safeParse(status.data.id);
    if (id.success) await nobodysOrder(orders, "shopify", String(id.data));
    return { passedOver: uncounted };
  }
  const read = readShopify("Shopify order", orderSchema, payload);
  if ("faults" in read) return read;
  const order = read.value;
  const orderId = String(order.id);
  const buyer = buyerOf(order, guest);
  if (buyer === undefined) {
    await nobodysOrder(orders, "shopify", orderId);
    return { passedOver: "the order has neither a customer nor an e-mail address" };
  }
  const customerId = await customerOfOrder(orders, "shopify", orderId, buyer);
  return { drafts: [purchase(order, customerId)] };
}

function whyUncounted({ test, cancelled_at }: z.infer<typeof statusSchema>): string | undefined {
  if (test === true) return "this is a test order";
  return cancelled_at == null ? undefined : "the order is cancelled";
}

function buyerOf(order: ShopifyOrder, guest: Surroundings["guest"]): string | undefined {
  if (order.customer != null) return String(order.customer.id);
  const email = emailOf(order);
  return email === undefined ? undefined : guest(email);
}

function purchase(order: ShopifyOrder, customerId: string): EventDraft {
  const at = order.processed_at ?? order.created_at;
  const coupon = order.discount_codes?.map(({ code }) => clipped(code, 61)).find((code) => code !== undefined);
  const lines = (order.line_items ?? []).map((line) => ({ ...line, sku: skuOf(line) }));
  return defined({
    type: "purchase",
    eventId: `shopify-order-${order.id}`,
    customerId,
    at,
    order: defined({
      id: String(order.id),
      total: order.current_total_price ?? order.total_price,
      currency: order.currency,
      // A code that is cut short would be another code.
      coupon: coupon !== undefined && coupon.length <= 60 ? coupon : undefined,
      ...itemsOf(lines),
    }),
    customer: patchOf(order, at),
  });
}

function skuOf({ sku, variant_id, product_id }: z.infer<typeof lineSchema>): string {
  const ownSku = clipped(sku, 100);
  if (ownSku !== undefined) return ownSku;
  if (variant_id != null) return `variant-${variant_id}`;
  return product_id == null ? "custom-item" : `product-${product_id}`;
}
