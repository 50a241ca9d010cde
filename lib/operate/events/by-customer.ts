import type { EventKey, StoredEvent } from "./table.ts";

/** All events of one customer. */
export interface CustomerGroup {
  customer: string;
  /** By when they happened; those that do not say it first. */
  events: StoredEvent[];
  /** The last one in the table's order: a scan that goes on behind it finds the next customer. */
  last: EventKey;
}

/** Puts the events of a scan together, customer by customer; a customer may be spread over pages. */
export async function* byCustomer(pages: AsyncIterable<readonly StoredEvent[]>): AsyncIterable<CustomerGroup> {
  let group: StoredEvent[] = [];
  for await (const page of pages) {
    for (const event of page) {
      if (group[0] !== undefined && group[0].customerId !== event.customerId) {
        yield toGroup(group);
        group = [];
      }
      group.push(event);
    }
  }
  if (group.length > 0) yield toGroup(group);
}

function toGroup(events: readonly StoredEvent[]): CustomerGroup {
  const { customerId, eventId } = events.at(-1) as StoredEvent;
  return {
    customer: customerId,
    events: [...events].sort((one, other) => orZero(happenedAt(one)) - orZero(happenedAt(other))),
    last: { customerId, eventId },
  };
}

/** Epoch milliseconds; NaN when the event does not say it. */
export function happenedAt({ attributes }: StoredEvent): number {
  return Date.parse(attributes.at?.S ?? "");
}

function orZero(at: number): number {
  return Number.isNaN(at) ? 0 : at;
}
