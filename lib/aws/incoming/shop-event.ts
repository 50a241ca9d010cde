import type { DynamoDBRecord } from "aws-lambda";
import type { ShopEvent } from "../../campaign/events.ts";
import type { DeclaredEvents } from "../../campaign/shop/events.ts";
import { admit } from "../../door/admit.ts";
import { Refused } from "../errors.ts";
import { readItem } from "./changes.ts";

/**
 * The event that was put into the Events table. Undefined for a record that tells of no new item: what is changed or removed
 * there is history. Throws Refused, with every fault and without a value of it.
 * @param now epoch milliseconds
 * @param events what shop.json declares of events of the shop's own
 */
export function readShopEvent(
  { eventName, dynamodb }: DynamoDBRecord,
  now: number,
  events?: DeclaredEvents,
): ShopEvent | undefined {
  if (eventName !== "INSERT") return undefined;
  if (dynamodb?.NewImage === undefined) {
    throw new Refused("the record has no NewImage; the Events table's stream must show new images");
  }
  const admitted = admit(readItem(dynamodb.NewImage), "event", now, events);
  if ("event" in admitted) return admitted.event;
  throw new Refused(admitted.faults.map(({ where, what, fix }) => `${where}: ${what}; ${fix}`).join("\n"));
}
