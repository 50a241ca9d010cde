import type { Purchase, Refund, ShopEvent } from "../../../campaign/events.ts";
import type { Notes } from "../notes.ts";

/** Refunds that name no order (orderId "") get the customer's latest order before them. Events are by time. */
export function matchRefunds(events: readonly ShopEvent[], notes: Notes): void {
  const latest = new Map<string, string>();
  for (const event of events) {
    if (event.type === "purchase") latest.set(event.customerId, (event as Purchase).order.id);
    if (event.type !== "refund" || (event as Refund).orderId !== "") continue;
    const order = latest.get(event.customerId);
    (event as Refund).orderId = order ?? event.eventId;
    notes.count(order === undefined ? "loneRefunds" : "matchedRefunds");
  }
}
