import { BatchGetItemCommand, ThrottlingException } from "@aws-sdk/client-dynamodb";
import type { Item, Key } from "../table.ts";
import { type Attributes, itemOfAttributes } from "./attributes.ts";
import { pauseAfter } from "./patience.ts";
import { keyAttributes } from "./requests.ts";
import type { Target } from "./target.ts";

/** Rounds in a row that bring nothing, before it is given up: two seconds or so. */
const MOST_TRIES = 8;

/**
 * Reads these keys in one call. DynamoDB answers less than it was asked for beyond 16 MB, and when it is throttled: the rest is
 * asked for again. Throws a ThrottlingException when it goes on answering nothing.
 */
export async function readMany({ client, tableName }: Target, keys: readonly Key[]): Promise<(Item | undefined)[]> {
  const found = new Map<string, Item>();
  let missing: Attributes[] = keys.map(keyAttributes);
  for (let tries = 0; missing.length > 0; tries++) {
    if (tries === MOST_TRIES) {
      throw new ThrottlingException({
        message: `DynamoDB left ${missing.length} of ${keys.length} keys of ${tableName} unread ${tries} times in a row; try again later`,
        $metadata: {},
      });
    }
    if (tries > 0) await pauseAfter(tries - 1);
    const answer = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: missing, ConsistentRead: true } } }),
    );
    const items = (answer.Responses?.[tableName] ?? []).map(itemOfAttributes);
    for (const item of items) found.set(nameOf(item), item);
    missing = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (items.length > 0) tries = 0;
  }
  return keys.map((key) => found.get(nameOf(key)));
}

/** With the length in front no two keys have the same name. */
function nameOf({ pk, sk }: Key): string {
  return `${pk.length} ${pk}${sk}`;
}
