import type { ShopEvent } from "../campaign/events.ts";
import type { DeclaredEvents } from "../campaign/shop/events.ts";
import type { ToldFault } from "./faults.ts";

/** One request as the HTTP API hands it over. */
export interface DoorRequest {
  path: "events" | "shopify" | "woocommerce";
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The body as it was sent: signatures are over these very characters. */
  body: string;
  /** Epoch milliseconds. */
  now: number;
}

/** What the door answers. */
export interface Answer {
  status: number;
  /** To be sent as JSON. */
  body: object;
  /** The sender was told, but cannot mend this by sending again: keep the request for whoever can. Holds no personal data. */
  aside?: { name: string; message: string };
  /** What failed on our side. For the log alone: the body says nothing of it. */
  errors?: unknown[];
}

/** Which foreign shop an order is from. */
export type Marketplace = "shopify" | "woocommerce";

export interface DoorPorts {
  /** Stores an event unless its customer has one with its eventId: "known". */
  put(event: ShopEvent): Promise<"new" | "known">;
  orders: Orders;
  /** What shop.json declares of events of the shop's own; others may carry anything. */
  events?: DeclaredEvents | undefined;
}

/** Whose an order is. A refund of Shopify's names its order and no customer. */
export interface Orders {
  /** Takes the place of what was remembered of this order. Kept for 400 days at least: longer than shops take goods back. */
  remember(shop: Marketplace, orderId: string, customerId: string): Promise<void>;
  find(shop: Marketplace, orderId: string): Promise<string | undefined>;
}

/** What one webhook says. */
export type Translated =
  | { drafts: EventDraft[] }
  /** Nothing of ours, and why. */
  | { passedOver: string }
  | { faults: ToldFault[] }
  /** A refund of an order that the door never saw. */
  | { unknownOrder: string };

/** An event that `readEvent` has not seen yet. No key is undefined. */
export type EventDraft = Record<string, unknown>;

/** What a translation needs from outside its webhook. */
export interface Surroundings {
  orders: Orders;
  /** The customer id of somebody without an account. */
  guest(email: string): string;
}
