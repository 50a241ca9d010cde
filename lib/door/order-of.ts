import type { Marketplace } from "./ports.ts";

/** Which order of which shop an event of ours was made from: what is remembered of it goes when the customer is forgotten. */
export function orderOf(eventId: string): { shop: Marketplace; orderId: string } | undefined {
  const [, made, orderId] = /^(shopify|woo)-order-(.+)$/.exec(eventId) ?? [];
  if (made === undefined || orderId === undefined) return undefined;
  return { shop: made === "shopify" ? "shopify" : "woocommerce", orderId };
}
