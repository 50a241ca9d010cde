import { createHmac } from "node:crypto";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import type { DoorPorts, DoorRequest } from "../../lib/door/ports.ts";
import type { DoorSecrets } from "../../lib/door/secrets.ts";

export const KEY = "a-made-up-key-of-the-door-0123456789";
export const SECRETS: DoorSecrets = {
  keys: [KEY, "an-older-key-of-the-door-0123456789"],
  shopify: ["shopify-secret-0123456789"],
  woocommerce: ["woo-secret-0123456789", "woo-older-secret-0123456789"],
};
export const NOW = Date.parse("2026-11-06T10:00:00Z");

/** A door over plain memory. */
export function givenPorts() {
  const events = new Map<string, ShopEvent>();
  const owners = new Map<string, string>();
  const ports: DoorPorts = {
    async put(event) {
      const key = `${event.customerId} ${event.eventId}`;
      if (events.has(key)) return "known";
      events.set(key, event);
      return "new";
    },
    orders: {
      async remember(shop, orderId, customerId) {
        owners.set(`${shop} ${orderId}`, customerId);
      },
      find: async (shop, orderId) => owners.get(`${shop} ${orderId}`),
    },
  };
  return { ports, stored: () => [...events.values()], owners };
}

export function givenEvents(body: unknown, headers: Record<string, string> = {}): DoorRequest {
  return {
    path: "events",
    headers: { "content-type": "application/json", "x-regulars-key": KEY, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    now: NOW,
  };
}

const HEADERS = {
  shopify: { topic: "x-shopify-topic", signature: "x-shopify-hmac-sha256" },
  woocommerce: { topic: "x-wc-webhook-topic", signature: "x-wc-webhook-signature" },
};

/** A webhook that is signed with the first secret of its shop. */
export function givenWebhook(shop: "shopify" | "woocommerce", topic: string, payload: unknown): DoorRequest {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", SECRETS[shop][0] ?? "")
    .update(body)
    .digest("base64");
  const names = HEADERS[shop];
  return {
    path: shop,
    headers: { "content-type": "application/json", [names.topic]: topic, [names.signature]: signature },
    body,
    now: NOW,
  };
}

export const PURCHASE = {
  type: "purchase",
  eventId: "order-1042",
  customerId: "c-77",
  at: "2026-11-05T09:15:00+07:00",
  order: { id: "1042", total: 42, currency: "USD" },
  customer: { email: "maya@example.com" },
};
