import type { DoorRequest, Surroundings, Translated } from "../ports.ts";
import { fromConsent } from "./consent.ts";
import { fromOrder } from "./order.ts";
import { fromRefund } from "./refund.ts";

const TOPICS = new Map<string, (payload: unknown, around: Surroundings) => Promise<Translated>>([
  ["orders/create", fromOrder],
  ["orders/paid", fromOrder],
  ["refunds/create", fromRefund],
  ["customers/email_marketing_consent_update", fromConsent],
]);

/**
 * What a webhook of Shopify says. Delivery id and time (`x-shopify-webhook-id`, `x-shopify-triggered-at`) are not looked at: a
 * webhook that comes twice, or late, is the same event.
 */
export async function fromShopify(
  headers: DoorRequest["headers"],
  payload: unknown,
  around: Surroundings,
): Promise<Translated> {
  const topic = headers["x-shopify-topic"];
  if (topic === undefined) {
    const fix = "pass all headers of Shopify's request on";
    return { faults: [{ where: "header x-shopify-topic", what: "this is missing", fix }] };
  }
  if (headers["x-shopify-test"] === "true") return { passedOver: "this is a test notification" };
  const translate = TOPICS.get(topic);
  if (translate !== undefined) return translate(payload, around);
  return { passedOver: `this topic says nothing to Regulars; it reads ${[...TOPICS.keys()].join(", ")}` };
}
