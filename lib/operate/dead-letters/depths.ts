import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { Clients } from "../clients.ts";
import type { Outputs } from "../stack.ts";
import { DEAD_LETTER_QUEUES, type QueueName } from "./queues.ts";

/** About how many messages lie in each queue; `toSend` are on their way to be sent, the others are set aside. */
export type QueueDepths = Record<QueueName | "toSend", number>;

export async function queueDepths(queues: Clients["queues"], outputs: Outputs): Promise<QueueDepths> {
  const [toSend, send, records, calls] = await Promise.all(
    ([outputs.SendQueueUrl, ...Object.values(DEAD_LETTER_QUEUES).map((output) => outputs[output])] as const).map(
      (url) => depthOf(queues, url),
    ),
  );
  return { toSend: toSend ?? 0, send: send ?? 0, records: records ?? 0, calls: calls ?? 0 };
}

async function depthOf(queues: Clients["queues"], QueueUrl: string): Promise<number> {
  const { Attributes = {} } = await queues.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }),
  );
  return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** Also those that somebody looks at right now. */
const COUNTS = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
