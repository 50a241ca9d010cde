import { randomUUID } from "node:crypto";
import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { itemOfAttributes } from "./dynamodb/attributes.ts";
import { readMany } from "./dynamodb/batch.ts";
import { keyAttributes } from "./dynamodb/requests.ts";
import type { Target } from "./dynamodb/target.ts";
import { transactAll } from "./dynamodb/transact.ts";
import { writeOne } from "./dynamodb/write.ts";
import { checkCondition, checkKey, checkKeys, checkLimit, checkPartition, keyOf } from "./limits.ts";
import { cursorAfter, sortKeyOf } from "./sort-keys.ts";
import type { Table } from "./table.ts";

/** DynamoDB reads a page's limit as a 32-bit number. */
const MOST_PER_PAGE = 2 ** 31 - 1;

export interface DynamoTableOptions extends Target {
  /** Names a transaction: 1 to 36 characters, never the same twice. */
  clientToken?(): string;
}

/**
 * The Table port on a DynamoDB table with the string keys `pk` and `sk`, and `expires` as its TTL attribute. A page ends after 1 MB,
 * and the last one may be empty. Sums keep 38 digits, so `equals` on a sum of more than the 17 digits of a double may never
 * hold, and one of more than 38 is refused. Throttling, timeouts and faults of AWS come as the SDK throws them, after its retries.
 */
export function openDynamoTable({ client, tableName, clientToken = randomUUID }: DynamoTableOptions): Table {
  const target: Target = { client, tableName };
  return {
    async get(key) {
      checkKey(key);
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: keyAttributes(key), ConsistentRead: true }),
      );
      return Item && itemOfAttributes(Item);
    },
    async getMany(keys) {
      checkKeys(keys, 0);
      return readMany(target, keys);
    },
    async query(pk, { prefix, limit, after, reverse = false }) {
      checkPartition(pk);
      if (limit !== undefined) checkLimit(limit);
      const past = after === undefined ? undefined : sortKeyOf(after, prefix);
      // DynamoDB refuses an empty prefix.
      const begins = prefix === "" ? "" : " AND begins_with(sk, :prefix)";
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: `pk = :pk${begins}`,
          ExpressionAttributeValues: { ":pk": { S: pk }, ...(prefix === "" ? {} : { ":prefix": { S: prefix } }) },
          ConsistentRead: true,
          ScanIndexForward: !reverse,
          ...(limit === undefined ? {} : { Limit: Math.min(limit, MOST_PER_PAGE) }),
          ...(past === undefined ? {} : { ExclusiveStartKey: keyAttributes({ pk, sk: past }) }),
        }),
      );
      const items = Items.map(itemOfAttributes);
      const last = LastEvaluatedKey?.sk?.S;
      return last === undefined ? { items } : { items, next: cursorAfter(last) };
    },
    async write(action) {
      checkKey(keyOf(action));
      checkCondition(action);
      return writeOne(target, action);
    },
    async transact(actions) {
      checkKeys(actions.map(keyOf), 1);
      actions.forEach(checkCondition);
      await transactAll(target, actions, clientToken);
    },
  };
}
