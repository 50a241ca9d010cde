import type { ShopEvent } from "../campaign/events.ts";

/**
 * Whether an event says nothing but that somebody is to be looked at again: one about the profile with nothing about it. It
 * changes the stage at most: no campaign hears of it, and it makes nobody a customer.
 */
export function isLook({ type, customer }: ShopEvent): boolean {
  return type === "profile" && Object.keys(customer ?? {}).length === 0;
}
