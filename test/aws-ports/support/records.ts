import type { DynamoDBRecord, SQSRecord } from "aws-lambda";
import { attributesOf } from "../../../lib/store/dynamodb/attributes.ts";
import type { Item } from "../../../lib/store/table.ts";

/** The stream's record of an event that the shop put into the Events table. */
export function inserted(event: object, sequence = "1"): DynamoDBRecord {
  const NewImage = attributesOf(event as Item) as never;
  return { eventName: "INSERT", eventSource: "aws:dynamodb", dynamodb: { SequenceNumber: sequence, NewImage } };
}

/** The stream's record of a change in the State table. */
export function changed(
  { before, after }: { before?: Item | undefined; after?: Item | undefined },
  sequence: number,
  at: number,
): DynamoDBRecord {
  const { pk = "", sk = "" } = after ?? before ?? {};
  return {
    eventName: "MODIFY",
    dynamodb: {
      SequenceNumber: String(sequence),
      ApproximateCreationDateTime: at / 1000,
      Keys: { pk: { S: pk }, sk: { S: sk } },
      ...(before === undefined ? {} : { OldImage: attributesOf(before) as never }),
      ...(after === undefined ? {} : { NewImage: attributesOf(after) as never }),
    },
  };
}

/** A message as SQS hands it over, now for the `received`th time. */
export function queued(body: unknown, messageId = "m-1", { received = 1, sent = Date.now() } = {}): SQSRecord {
  return {
    messageId,
    receiptHandle: `receipt-${messageId}`,
    attributes: { ApproximateReceiveCount: String(received), SentTimestamp: String(sent) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  } as SQSRecord;
}
