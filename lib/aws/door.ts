import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DoorPorts, Marketplace, Orders } from "../door/ports.ts";
import { attributesOf } from "../store/dynamodb/attributes.ts";
import type { Item, Key, Table } from "../store/table.ts";
import { isNamed } from "./errors.ts";

/** Seconds: longer than shops take goods back. */
const KEPT = 400 * 86_400;

/** The Events table as the door sees it: an event is put once. */
export function createPut({
  client,
  tableName,
}: {
  client: Pick<DynamoDBClient, "send">;
  tableName: string;
}): DoorPorts["put"] {
  return async (event) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: attributesOf(event as unknown as Item),
          ConditionExpression: "attribute_not_exists(eventId)",
        }),
      );
      return "new";
    } catch (error) {
      if (isNamed(error, "ConditionalCheckFailedException")) return "known";
      throw error;
    }
  };
}

/** Whose a foreign shop's order is, in the State table. */
export function createOrders({ table, now }: { table: Pick<Table, "get" | "write">; now(): number }): Orders {
  return {
    async remember(shop, orderId, customerId) {
      const expires = Math.ceil(now() / 1000) + KEPT;
      await table.write({ put: { ...orderKey(shop, orderId), customer: customerId, expires } });
    },
    async find(shop, orderId) {
      const item = await table.get(orderKey(shop, orderId));
      const isOver = item?.expires !== undefined && item.expires * 1000 <= now();
      return isOver ? undefined : (item?.customer as string | undefined);
    },
  };
}

/** Takes back what is remembered of an order: its customer is forgotten. */
export async function forgetOrder(table: Pick<Table, "write">, shop: Marketplace, orderId: string): Promise<void> {
  await table.write({ delete: orderKey(shop, orderId) });
}

function orderKey(shop: Marketplace, orderId: string): Key {
  return { pk: `door#${shop}#${orderId}`, sk: "order" };
}
