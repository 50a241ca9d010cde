import type { ShopEvent } from "../../lib/campaign/events.ts";
import type { CustomerEvents } from "../../lib/journey/forget.ts";

/** What a shop told, kept in memory. */
export function givenTold(...told: ShopEvent[]): CustomerEvents & { told: ShopEvent[] } {
  const kept = { told: [...told] };
  return Object.assign(kept, {
    async *of(customer: string) {
      yield* kept.told.filter(({ customerId }) => customerId === customer);
    },
    async remove(customer: string, eventId: string) {
      kept.told = kept.told.filter((event) => event.customerId !== customer || event.eventId !== eventId);
    },
  });
}
