import type { Outputs } from "../stack.ts";

/** What a dead-letter queue is called on the command line, and the output that has its address. */
export const DEAD_LETTER_QUEUES = {
  send: "SendDeadLettersUrl",
  records: "RecordDeadLettersUrl",
  calls: "CallDeadLettersUrl",
} as const satisfies Record<string, keyof Outputs>;

export type QueueName = keyof typeof DEAD_LETTER_QUEUES;
export const QUEUE_NAMES = Object.keys(DEAD_LETTER_QUEUES) as QueueName[];
