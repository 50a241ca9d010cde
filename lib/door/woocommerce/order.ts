import * as z from "zod";
import { currencySchema } from "../../campaign/parts/values.ts";
import { toldIssues } from "../faults.ts";
import { clipped } from "../parts/fit.ts";
import { customerOfOrder } from "../parts/order-customer.ts";
import { amountSchema, numberedSchema, textSchema } from "../parts/values.ts";
import type { EventDraft, Surroundings, Translated } from "../ports.ts";
import { purchase } from "./purchase.ts";

const FIX = 'choose "WP REST API Integration v3" as the API version of the webhook';

/** WooCommerce writes UTC without saying so. */
const gmtSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/, {
    error: 'this is not a time in UTC; "2026-10-30T09:15:00" is expected',
  })
  .transform((text) => (text.endsWith("Z") ? text : `${text}Z`));

const orderSchema = z
  .object({
    id: numberedSchema,
    status: z.string({ error: "the order's status is missing" }),
    currency: currencySchema,
    total: amountSchema,
    customer_id: numberedSchema,
    date_created_gmt: gmtSchema.nullish(),
    date_paid_gmt: gmtSchema.nullish(),
    date_modified_gmt: gmtSchema.nullish(),
    billing: z
      .object({ email: textSchema, first_name: textSchema, last_name: textSchema, country: textSchema })
      .nullish(),
    line_items: z
      .array(
        z.object({
          sku: textSchema,
          name: textSchema,
          product_id: z.number().nullish(),
          variation_id: z.number().nullish(),
          quantity: z.number().nullish(),
          price: amountSchema.nullish().catch(undefined),
        }),
      )
      .nullish(),
    coupon_lines: z.array(z.object({ code: textSchema })).nullish(),
    refunds: z.array(z.object({ id: numberedSchema, total: amountSchema })).nullish(),
  })
  .refine((order) => (order.date_paid_gmt ?? order.date_created_gmt) != null, {
    path: ["date_created_gmt"],
    error: "this is missing",
  });
export type WooOrder = z.infer<typeof orderSchema>;

/** Paid for. Other statuses come before that, or end without it. */
const COUNTED: readonly string[] = ["processing", "completed"];

/**
 * `order.created` and `order.updated`: a purchase once the order is paid for, and its refunds. Every update says all of it again,
 * under the same event ids.
 */
export async function fromOrder(payload: unknown, { orders, guest }: Surroundings): Promise<Translated> {
  const read = orderSchema.safeParse(payload);
  if (!read.success) return { faults: toldIssues("WooCommerce order", read.error, FIX) };
  const order = read.data;
  const isPurchase = COUNTED.includes(order.status);
  const refunds = (order.refunds ?? []).filter(({ total }) => total !== 0);
  if (!isPurchase && refunds.length === 0) {
    const status = /^[a-z-]{1,30}$/.test(order.status) ? `"${order.status}"` : "another one";
    return { passedOver: `the order's status is ${status}; it counts once that is ${COUNTED.join(" or ")}` };
  }
  const email = clipped(order.billing?.email, 254);
  if (order.customer_id === 0 && email === undefined) {
    return { passedOver: "the order has neither a customer nor an e-mail address" };
  }
  const buyer = order.customer_id === 0 ? guest(email ?? "") : String(order.customer_id);
  const customerId = await customerOfOrder(orders, "woocommerce", String(order.id), buyer);
  return {
    drafts: [
      ...(isPurchase ? [purchase(order, customerId)] : []),
      ...refunds.map((one) => refund(order, one, customerId)),
    ],
  };
}

/** A refund in an order has no date. The update that brought it came at once, and later ones do not count. */
function refund(order: WooOrder, { id, total }: { id: number; total: number }, customerId: string): EventDraft {
  return {
    type: "refund",
    eventId: `woo-refund-${order.id}-${id}`,
    customerId,
    at: order.date_modified_gmt ?? order.date_paid_gmt ?? order.date_created_gmt,
    orderId: String(order.id),
    // Refunds are written as negative totals.
    amount: Math.abs(total),
    currency: order.currency,
  };
}
