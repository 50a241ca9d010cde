import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Clients } from "../clients.ts";
import type { RawLetter } from "./letter.ts";
import type { QueueName } from "./queues.ts";

/** A message that nobody else sees while it is looked at. */
export interface Held extends RawLetter {
  /** For good. */
  remove(): Promise<void>;
}

/** Seconds: what is looked at longer comes back by itself. */
const HIDDEN = 600;
const MOST_EMPTY = 2;
/** So many are done well before they come back by themselves. */
const MOST_LETTERS = 2_000;

export interface Inbox {
  letters: Held[];
  /** There may be more than one look takes in: look again. */
  isFull: boolean;
}

/**
 * Looks at what lies in a queue, all of it before anything is done, so that what is set aside anew meanwhile is not taken for it.
 * Hidden from others until `work` is done; what was not removed by then is shown again.
 */
export async function lookInto(
  queues: Clients["queues"],
  { queue, url }: { queue: QueueName; url: string },
  work: (inbox: Inbox) => Promise<void>,
): Promise<void> {
  const found = new Map<string, { letter: RawLetter; handle: string }>();
  try {
    for (let empty = 0; empty < MOST_EMPTY && found.size < MOST_LETTERS; ) {
      const messages = await receive(queues, url);
      empty = messages.length === 0 ? empty + 1 : 0;
      for (const message of messages) {
        const letter = toLetter(queue, message);
        found.set(letter.id, { letter, handle: message.ReceiptHandle ?? "" });
      }
    }
    const letters = [...found.values()].map(({ letter, handle }) => ({
      ...letter,
      async remove() {
        await queues.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
        found.delete(letter.id);
      },
    }));
    await work({ letters, isFull: letters.length >= MOST_LETTERS });
  } finally {
    await showAgain(
      queues,
      url,
      [...found.values()].map(({ handle }) => handle),
    );
  }
}

async function receive(queues: Clients["queues"], QueueUrl: string): Promise<Message[]> {
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: HIDDEN,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["SentTimestamp"],
    }),
  );
  return Messages;
}

function toLetter(queue: QueueName, message: Message): RawLetter {
  const { MessageId: id = "", Body: body = "", Attributes = {}, MessageAttributes = {} } = message;
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue = "" }]) => [name, StringValue]),
  );
  return { queue, id, body, sentAt: Number(Attributes.SentTimestamp ?? 0), attributes };
}

/** What cannot be shown again now comes back by itself. */
async function showAgain(queues: Clients["queues"], QueueUrl: string, handles: readonly string[]): Promise<void> {
  for (let i = 0; i < handles.length; i += 10) {
    const Entries = handles
      .slice(i, i + 10)
      .map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
    await queues.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}
