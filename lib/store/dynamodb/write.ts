import { isDeepStrictEqual } from "node:util";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBServiceException,
  PutItemCommand,
  TransactionConflictException,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { keyOf } from "../limits.ts";
import { putItem, updateItem } from "../outcome.ts";
import { ConditionFailed, type Item, type Update, type Write } from "../table.ts";
import { itemOfAttributes } from "./attributes.ts";
import { isWrongGuess, onMissing } from "./bare-updates.ts";
import { explained } from "./explain.ts";
import { pauseAfter } from "./patience.ts";
import { deleteRequest, putRequest, updateRequest } from "./requests.ts";
import type { Target } from "./target.ts";

/** A transaction in the way takes milliseconds. */
const MOST_TRIES = 8;

/**
 * One write in one request. The SDK sends it again when its answer gets lost, and the second try is then refused by what the
 * first one did. So a refusal after more than one try, by exactly the item that this write leaves, is a success. Not every
 * such write can be recognized: one that adds is refused, and its caller reads again as after anybody's write; one that
 * adds without a condition is added twice; and of two writers who write the same, both may be told that they did. What must
 * happen once belongs into a transaction, which has a token.
 */
export async function writeOne(target: Target, action: Write): Promise<Item | undefined> {
  try {
    return await unlessLocked(() => send(target, action));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return refused(target, action, error);
    if (!(error instanceof DynamoDBServiceException)) throw error;
    throw explained(error.message, [action], error) ?? error;
  }
}

async function send({ client, tableName }: Target, action: Write): Promise<Item | undefined> {
  if ("put" in action) {
    const { item, request } = putRequest(tableName, action);
    await client.send(new PutItemCommand(request));
    return item;
  }
  if ("delete" in action) {
    await client.send(new DeleteItemCommand(deleteRequest(tableName, action)));
    return undefined;
  }
  const request = updateRequest(tableName, action);
  const { Attributes = {} } = await client.send(new UpdateItemCommand({ ...request, ReturnValues: "ALL_NEW" }));
  return itemOfAttributes(Attributes);
}

/** A transaction on the same item refuses a write, whatever its condition; nothing was done. */
async function unlessLocked<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || tries === MOST_TRIES) throw error;
      await pauseAfter(tries - 1);
    }
  }
}

async function refused(target: Target, action: Write, error: ConditionalCheckFailedException) {
  const existing = error.Item && itemOfAttributes(error.Item);
  if (existing === undefined && isWrongGuess(action, existing)) return createBare(target, action);
  if ((error.$metadata.attempts ?? 1) > 1 && isDone(action, existing)) return existing;
  throw new ConditionFailed(keyOf(action), existing);
}

async function createBare(target: Target, action: Update): Promise<Item | undefined> {
  try {
    return await writeOne(target, onMissing(action));
  } catch (error) {
    // Somebody created it in this moment.
    if (error instanceof ConditionFailed) return writeOne(target, action);
    throw error;
  }
}

/** Whether the item is what this write leaves: to do it again would change nothing. */
function isDone(action: Write, existing: Item | undefined): boolean {
  if ("delete" in action) return existing === undefined;
  if (existing === undefined) return false;
  if ("put" in action) return isDeepStrictEqual(putItem(action), existing);
  if (Object.keys(action.add ?? {}).length > 0) return false;
  return isDeepStrictEqual(updateItem(action, structuredClone(existing)), existing);
}
