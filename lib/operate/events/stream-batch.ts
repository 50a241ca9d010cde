import type { Clients } from "../clients.ts";
import { invoke } from "../functions.ts";
import type { StoredEvent } from "./table.ts";

/** What a DynamoDB stream says of a new item. */
export interface InsertRecord {
  eventName: "INSERT";
  eventSource: "aws:dynamodb";
  dynamodb: { Keys: object; NewImage: object; SequenceNumber: string; StreamViewType: "NEW_IMAGE" };
}

/** @param sequence names it among those of a call */
export function toRecord({ attributes, customerId, eventId }: StoredEvent, sequence: number): InsertRecord {
  return {
    eventName: "INSERT",
    eventSource: "aws:dynamodb",
    dynamodb: {
      Keys: { customerId: { S: customerId }, eventId: { S: eventId } },
      NewImage: attributes,
      SequenceNumber: String(sequence),
      StreamViewType: "NEW_IMAGE",
    },
  };
}

/**
 * Hands records to `enroll` as its stream does. Answers the numbers of those that it wants to be tried again; it takes them in
 * turn, so those behind a failed one are among them. Throws CallFailed when it could take none.
 */
export async function enrollRecords(
  functions: Clients["functions"],
  enrollFunction: string,
  records: readonly { dynamodb: { SequenceNumber: string } }[],
): Promise<string[]> {
  const answer = (await invoke(functions, enrollFunction, { Records: records })) as
    | { batchItemFailures?: { itemIdentifier: string }[] }
    | null
    | undefined;
  return (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
}
