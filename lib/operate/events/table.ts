import { DeleteItemCommand, DescribeTableCommand, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { CustomerEvents } from "../../journey/forget.ts";
import { type Attributes, itemOfAttributes } from "../../store/dynamodb/attributes.ts";
import type { Clients } from "../clients.ts";

/** Where in the Events table an event is. */
export type EventKey = { customerId: string; eventId: string };

/** An event as it lies in the table: whatever was put there, right or wrong. */
export interface StoredEvent extends EventKey {
  attributes: Attributes;
}

/** The Events table, for those who operate it. */
export interface EventsTable extends CustomerEvents {
  /** About as of a few hours ago. */
  size(): Promise<{ items: number; bytes: number }>;
  /** Everything, a page at a time; the events of a customer come one after another. Goes on behind `after`. */
  scan(after?: EventKey): AsyncIterable<StoredEvent[]>;
  /** One customer's, as they lie in the table. */
  stored(customer: string): AsyncIterable<StoredEvent[]>;
}

export function openEventsTable(client: Clients["dynamo"], tableName: string): EventsTable {
  const stored = async function* (customer: string): AsyncIterable<StoredEvent[]> {
    let next: Attributes | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "customerId = :customer",
          ExpressionAttributeValues: { ":customer": { S: customer } },
          ConsistentRead: true,
          ...(next === undefined ? {} : { ExclusiveStartKey: next }),
        }),
      );
      yield Items.map(toStored);
      next = LastEvaluatedKey;
    } while (next !== undefined);
  };
  return {
    stored,
    async size() {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
      return { items: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 };
    },
    async *scan(after) {
      let next: Attributes | undefined = after && keyOf(after);
      do {
        // Not consistent, at half the price: what came in the last second is with the stream anyway.
        const { Items = [], LastEvaluatedKey } = await client.send(
          new ScanCommand({ TableName: tableName, ...(next === undefined ? {} : { ExclusiveStartKey: next }) }),
        );
        yield Items.map(toStored);
        next = LastEvaluatedKey;
      } while (next !== undefined);
    },
    async *of(customer) {
      for await (const page of stored(customer)) {
        for (const { attributes, eventId } of page) yield { ...itemOfAttributes(attributes), eventId };
      }
    },
    async remove(customerId, eventId) {
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf({ customerId, eventId }) }));
    },
  };
}

function toStored(attributes: Attributes): StoredEvent {
  return { customerId: attributes.customerId?.S ?? "", eventId: attributes.eventId?.S ?? "", attributes };
}

function keyOf({ customerId, eventId }: EventKey): Attributes {
  return { customerId: { S: customerId }, eventId: { S: eventId } };
}
