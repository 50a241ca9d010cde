import type { DoorRequest, Surroundings, Translated } from "../ports.ts";
import { fromOrder } from "./order.ts";

const TOPICS: readonly string[] = ["order.created", "order.updated"];

/** What a webhook of WooCommerce says. */
export async function fromWooCommerce(
  headers: DoorRequest["headers"],
  payload: unknown,
  around: Surroundings,
): Promise<Translated> {
  const topic = headers["x-wc-webhook-topic"];
  if (topic === undefined) {
    const fix = "pass all headers of WooCommerce's request on";
    return { faults: [{ where: "header x-wc-webhook-topic", what: "this is missing", fix }] };
  }
  if (TOPICS.includes(topic)) return fromOrder(payload, around);
  return { passedOver: `this topic says nothing to Regulars; it reads ${TOPICS.join(" and ")}` };
}

/**
 * A new webhook first sends an unsigned form, and is saved with an error unless that is answered with 200.
 * Source: WC_Webhook::deliver_ping.
 */
export function isPing({ headers, body }: DoorRequest): boolean {
  return headers["x-wc-webhook-signature"] === undefined && /^webhook_id=\d{1,20}$/.test(body);
}
