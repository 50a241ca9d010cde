import {
  type CancellationReason,
  DynamoDBServiceException,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type Check, TransactionRefused, type Write } from "../table.ts";
import { itemOfAttributes } from "./attributes.ts";
import { isWrongGuess, onMissing } from "./bare-updates.ts";
import { explained } from "./explain.ts";
import { pauseAfter } from "./patience.ts";
import { checkRequest, deleteRequest, putRequest, updateRequest } from "./requests.ts";
import type { Target } from "./target.ts";

/** Guesses about bare updates may be wrong again when somebody creates and deletes their items meanwhile. */
const MOST_GUESSES = 5;

/**
 * All or none, in one request. Its token lets the SDK ask again for ten minutes: what was done is answered, not done twice. A
 * transaction that is still under way after the SDK's last try counts as another writer in the way; whoever then reads
 * again sees what became of it, or is refused by it.
 */
export async function transactAll(
  { client, tableName }: Target,
  actions: readonly (Write | Check)[],
  newToken: () => string,
): Promise<void> {
  const missing = new Set<number>();
  for (let guesses = 0; guesses < MOST_GUESSES; guesses++) {
    const TransactItems = actions.map((action, index) => partOf(tableName, action, missing.has(index)));
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken: newToken() }));
      return;
    } catch (error) {
      if (error instanceof TransactionConflictException || error instanceof TransactionInProgressException)
        throw await givingWay();
      if (!(error instanceof TransactionCanceledException)) {
        const why = error instanceof DynamoDBServiceException ? explained(error.message, actions, error) : undefined;
        throw why ?? error;
      }
      if (isOnlyInTheWay(error)) throw await givingWay();
      const wrong = wrongGuesses(error, actions);
      for (const index of wrong) {
        if (!missing.delete(index)) missing.add(index);
      }
    }
  }
  throw new TransactionRefused([]);
}

function partOf(tableName: string, action: Write | Check, isMissing: boolean): TransactWriteItem {
  if ("put" in action) return { Put: putRequest(tableName, action).request };
  if ("delete" in action) return { Delete: deleteRequest(tableName, action) };
  if ("check" in action) return { ConditionCheck: checkRequest(tableName, action) };
  return isMissing
    ? { Put: putRequest(tableName, onMissing(action)).request }
    : { Update: updateRequest(tableName, action) };
}

/** The actions to be sent in their other form. Throws when there is more to it: what is wrong for good comes first. */
function wrongGuesses(error: TransactionCanceledException, actions: readonly (Write | Check)[]): number[] {
  const reasons = error.CancellationReasons ?? [];
  const wrong: number[] = [];
  const refused: number[] = [];
  actions.forEach((action, index) => {
    const { Code, Item, Message = "" } = reasons[index] ?? {};
    if (Code === "ValidationError") throw explained(Message, [action], error) ?? error;
    if (Code !== "ConditionalCheckFailed") return;
    const isWrong = isWrongGuess(action, Item && itemOfAttributes(Item));
    (isWrong ? wrong : refused).push(index);
  });
  if (refused.length > 0) throw new TransactionRefused(refused);
  if (wrong.length > 0) return wrong;
  throw inTheWay(error, reasons);
}

/** Whoever is refused reads again and comes back: not at once, when the other one may still be at it, and not all together. */
async function givingWay(): Promise<TransactionRefused> {
  await pauseAfter(1);
  return new TransactionRefused([]);
}

function isOnlyInTheWay({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  const codes = codesOf(CancellationReasons);
  return codes.length > 0 && codes.every((code) => code === "TransactionConflict");
}

function codesOf(reasons: readonly CancellationReason[]): string[] {
  return reasons.map(({ Code = "None" }) => Code).filter((code) => code !== "None");
}

/** No condition failed. */
function inTheWay(error: TransactionCanceledException, reasons: readonly CancellationReason[]): Error {
  const codes = codesOf(reasons);
  if (codes.some((code) => code === "ThrottlingError" || code === "ProvisionedThroughputExceeded")) {
    // The SDK takes a cancelled transaction for a fault of its caller: this says whose trouble it is.
    const { message, $metadata } = error;
    return Object.assign(new ThrottlingException({ message, $metadata }), { cause: error });
  }
  return error;
}
