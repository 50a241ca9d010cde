import type { ShopEvent } from "../../lib/campaign/events.ts";
import type { EventKey, EventsTable, StoredEvent } from "../../lib/operate/events/table.ts";
import { attributesOf } from "../../lib/store/dynamodb/attributes.ts";
import type { Item } from "../../lib/store/table.ts";

export function stored(event: ShopEvent | (EventKey & Record<string, unknown>)): StoredEvent {
  const { customerId, eventId } = event;
  return { customerId, eventId, attributes: attributesOf(event as unknown as Item) };
}

/** The Events table in memory, in the order of its keys, with pages of this size. */
export function givenEvents(
  events: readonly (ShopEvent | (EventKey & Record<string, unknown>))[],
  pageSize = 3,
): EventsTable & { scannedFrom: (EventKey | undefined)[]; removed: string[] } {
  const order = (key: EventKey): string => `${key.customerId} ${key.eventId}`;
  let all = events.map(stored).sort((one, other) => (order(one) < order(other) ? -1 : 1));
  const scannedFrom: (EventKey | undefined)[] = [];
  const removed: string[] = [];
  async function* pages(some: readonly StoredEvent[]): AsyncIterable<StoredEvent[]> {
    for (let i = 0; i < some.length; i += pageSize) yield some.slice(i, i + pageSize);
  }
  const of = (customer: string): StoredEvent[] => all.filter(({ customerId }) => customerId === customer);
  return {
    scannedFrom,
    removed,
    size: async () => ({ items: all.length, bytes: all.length * 300 }),
    scan(after) {
      scannedFrom.push(after);
      return pages(after === undefined ? all : all.filter((event) => order(event) > order(after)));
    },
    stored: (customer) => pages(of(customer)),
    async *of(customer) {
      for (const { eventId } of of(customer)) yield { eventId };
    },
    async remove(customer, eventId) {
      removed.push(eventId);
      all = all.filter((event) => event.customerId !== customer || event.eventId !== eventId);
    },
  };
}
