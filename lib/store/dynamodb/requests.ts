import { checkExpiry, checkSize } from "../limits.ts";
import { putItem, updateItem } from "../outcome.ts";
import type { Check, Condition, Delete, Key, Put, Update } from "../table.ts";
import { type Attributes, attributesOf } from "./attributes.ts";
import { isBare, onExisting } from "./bare-updates.ts";
import { conditionExpression, openPlaceholders, updateExpression } from "./expressions.ts";

/*
 * What single writes and the parts of a transaction say alike. All checks of an action are made here, so that a faulty one
 * is refused before anything is sent.
 */

/** The request for a put, and the item that it leaves. Throws a TypeError or a RangeError for what cannot be kept. */
export function putRequest(TableName: string, action: Put) {
  const item = putItem(action);
  checkExpiry(item);
  checkSize(item, JSON.stringify(item));
  return { item, request: { TableName, Item: attributesOf(item), ...conditional(action.if) } };
}

/** Throws a TypeError for what cannot be kept. Only DynamoDB knows whether an item grows too large, or adds to what is no number. */
export function updateRequest(TableName: string, action: Update) {
  const values = updateItem(action, undefined);
  checkExpiry(values);
  const sent = isBare(action) ? onExisting(action) : action;
  const placeholders = openPlaceholders();
  const UpdateExpression = updateExpression(sent, values, placeholders);
  return { TableName, Key: keyAttributes(action.update), UpdateExpression, ...conditional(sent.if, placeholders) };
}

export function deleteRequest(TableName: string, action: Delete) {
  return { TableName, Key: keyAttributes(action.delete), ...conditional(action.if) };
}

export function checkRequest(TableName: string, action: Check) {
  const request = { TableName, Key: keyAttributes(action.check), ...conditional(action.if) };
  // DynamoDB wants a check to say something: this always holds.
  return { ConditionExpression: "attribute_exists(pk) OR attribute_not_exists(pk)", ...request };
}

export function keyAttributes({ pk, sk }: Key): Attributes {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** A refusal brings the item that stood in the way. */
function conditional(condition: Condition | undefined, placeholders = openPlaceholders()) {
  const expression = conditionExpression(condition, placeholders);
  return {
    ...(expression === undefined
      ? {}
      : { ConditionExpression: expression, ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const }),
    ...placeholders.written(),
  };
}
