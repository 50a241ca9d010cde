import { customerPatchSchema } from "../../campaign/events.ts";
import { clipped, defined, fitting } from "../parts/fit.ts";
import { itemsOf } from "../parts/items.ts";
import type { EventDraft } from "../ports.ts";
import type { WooOrder } from "./order.ts";

export function purchase(order: WooOrder, customerId: string): EventDraft {
  const coupon = order.coupon_lines?.map(({ code }) => clipped(code, 61)).find((code) => code !== undefined);
  const lines = (order.line_items ?? []).map((line) => ({ ...line, sku: skuOf(line) }));
  return defined({
    type: "purchase",
    eventId: `woo-order-${order.id}`,
    customerId,
    at: order.date_paid_gmt ?? order.date_created_gmt,
    order: defined({
      id: String(order.id),
      total: order.total,
      currency: order.currency,
      // A code that is cut short would be another code.
      coupon: coupon !== undefined && coupon.length <= 60 ? coupon : undefined,
      ...itemsOf(lines),
    }),
    customer: patchOf(order),
  });
}

/** WooCommerce itself knows nothing of consent, language or time zone. */
function patchOf({ billing }: WooOrder): Record<string, unknown> | undefined {
  const shape = customerPatchSchema.shape;
  const patch = defined({
    email: fitting(shape.email, clipped(billing?.email, 254)),
    firstName: clipped(billing?.first_name, 100),
    lastName: clipped(billing?.last_name, 100),
    country: fitting(shape.country, clipped(billing?.country, 3)),
  });
  return Object.keys(patch).length === 0 ? undefined : patch;
}

type Line = NonNullable<WooOrder["line_items"]>[number];

/** `variation_id` is 0 where a product has no variations. */
function skuOf({ sku, product_id, variation_id }: Line): string {
  const id = variation_id || product_id;
  return clipped(sku, 100) ?? (id ? `product-${id}` : "custom-item");
}
