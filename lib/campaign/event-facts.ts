import type { CustomEvent, Order, Purchase, Refund, ShopEvent } from "./events.ts";

/** An event of the engine's own: a customer's marketing consent has become a yes. */
export const CONSENT_GIVEN = "consent.given";

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
