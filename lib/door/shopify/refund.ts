import * as z from "zod";
import { currencySchema } from "../../campaign/parts/values.ts";
import { ownerOfOrder } from "../parts/order-customer.ts";
import { amountSchema, momentSchema, numberedSchema, sum, textSchema } from "../parts/values.ts";
import type { Surroundings, Translated } from "../ports.ts";
import { readShopify } from "./read.ts";

const refundSchema = z.object({
  id: numberedSchema,
  order_id: numberedSchema,
  created_at: momentSchema,
  processed_at: momentSchema.nullish(),
  transactions: z.array(
    z.object({
      kind: textSchema,
      status: textSchema,
      test: z.boolean().nullish(),
      amount: amountSchema,
      currency: currencySchema,
    }),
    { error: "the list of payments given back is missing" },
  ),
});

/** `refunds/create`: what was paid back in fact, in the currency of the payment. The customer is whose the order is. */
export async function fromRefund(payload: unknown, { orders }: Surroundings): Promise<Translated> {
  const read = readShopify("Shopify refund", refundSchema, payload);
  if ("faults" in read) return read;
  const refund = read.value;
  const paid = refund.transactions.filter((one) => one.kind === "refund" && one.status === "success" && !one.test);
  const amount = sum(paid.map((one) => one.amount));
  const [currency, ...others] = new Set(paid.map((one) => one.currency));
  if (currency === undefined || amount === 0) return { passedOver: "no money was given back" };
  if (others.length > 0) {
    const fix = "send this refund as one event per currency to /events";
    return { faults: [{ where: "Shopify refund transactions", what: "these are in several currencies", fix }] };
  }
  const orderId = String(refund.order_id);
  const owner = await ownerOfOrder(orders, "shopify", orderId);
  if (owner === "nobody") return { passedOver: "its order was passed over" };
  if (owner === undefined) return { unknownOrder: unknown(orderId) };
  const at = refund.processed_at ?? refund.created_at;
  const eventId = `shopify-refund-${refund.id}`;
  return { drafts: [{ type: "refund", eventId, customerId: owner.customerId, at, orderId, amount, currency }] };
}

function unknown(orderId: string): string {
  return (
    `the order ${orderId} did not come through this door, or longer than 400 days ago, so that nobody knows whose refund this is; ` +
    "let Shopify send orders/create, too, and replay this once the order is there, or send the refund to /events with its customerId"
  );
}
