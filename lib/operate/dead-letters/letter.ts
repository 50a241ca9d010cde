import type { QueueName } from "./queues.ts";

/** What a queue gave: `sentAt` is when it was set aside, epoch milliseconds; `attributes` are the message's own. */
export interface RawLetter {
  queue: QueueName;
  id: string;
  body: string;
  sentAt: number;
  attributes: Readonly<Record<string, string>>;
}

/** What can be done about a message in a dead-letter queue. */
export type Remedy =
  /** Put on the send queue again. */
  | { do: "send again"; body: string }
  /** Handed to `enroll` as its stream does. */
  | { do: "enroll"; record: { dynamodb: { SequenceNumber: string } } }
  /** The function is called with what it was called with. */
  | { do: "call"; call: "engage" | "begin" | "finish"; payload: unknown }
  /** It only says where in the stream lost events are: they lie in the Events table, and a replay applies them. ISO 8601. */
  | { do: "replay"; from: string; to: string; events: number }
  /** Nothing that a command could do. */
  | { do: "look"; advice: string };

export interface Letter {
  /** What it is, in a few words. */
  kind: string;
  /** Why it is there, in one line, without personal data. */
  reason: string;
  remedy: Remedy;
}

/** A change is counted from the stream alone, and the stream forgets within a day. */
export const UNCOUNTED = "figures lack what these changes count, and journeys lack nothing: note it and discard it";
