import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { withoutAddresses } from "./addresses.ts";
import { queuesClient } from "./clients.ts";
import { need } from "./environment.ts";
import { nameOf } from "./errors.ts";

/** What cannot be handled, kept with its reason until somebody has mended that. */
export interface DeadLetters {
  /**
   * @param letter.from the function that gives it up
   * @param letter.body JSON; one that is too large for the queue is cut
   */
  setAside(letter: { from: string; why: unknown; body: unknown }): Promise<void>;
}

/** What the queue carries. */
export interface DeadLetter {
  from: string;
  why: { name: string; message: string };
  /** ISO 8601. */
  at: string;
  /** The beginning of its JSON, as text, when `cut` is there. */
  body: unknown;
  /** Says that and why the body is not whole. */
  cut?: string;
}

/** Bytes: SQS takes 256 KB, and the reason wants room too. */
const LARGEST_BODY = 250_000;
const LONGEST_REASON = 1_000;

export function createDeadLetters({
  client,
  url,
  now,
}: {
  client: Pick<SQSClient, "send">;
  url: string;
  now(): number;
}): DeadLetters {
  return {
    async setAside({ from, why, body }) {
      const reason = why instanceof Error ? why.message : String(why);
      const letter: DeadLetter = {
        from,
        why: { name: nameOf(why), message: withoutAddresses(reason).slice(0, LONGEST_REASON) },
        at: new Date(now()).toISOString(),
        ...fitting(body),
      };
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(letter) }));
    },
  };
}

function fitting(body: unknown): Pick<DeadLetter, "body" | "cut"> {
  const text = JSON.stringify(body) ?? "null";
  const bytes = Buffer.byteLength(text);
  if (bytes <= LARGEST_BODY) return { body };
  let start = text.slice(0, LARGEST_BODY);
  // Quoted once more it grows by its quotes, and by bytes that are not one character.
  while (Buffer.byteLength(JSON.stringify(start)) > LARGEST_BODY) start = start.slice(0, start.length * 0.75);
  return { body: start, cut: `the body had ${bytes} bytes and a queue takes fewer; take it from where it came` };
}

/** The queue that the deployment names for this function. */
export function openDeadLetters(): DeadLetters {
  return createDeadLetters({ client: queuesClient(), url: need("DEAD_LETTER_URL"), now: Date.now });
}
