import { ChangeMessageVisibilityCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { queuesClient } from "./clients.ts";
import { need } from "./environment.ts";

/** Says when a message that stays on its queue is handed over again. */
export interface Redelivery {
  /** @param seconds from now; SQS takes up to 12 hours after the message was received */
  putOff(receiptHandle: string, seconds: number): Promise<void>;
}

export function createRedelivery({ client, url }: { client: Pick<SQSClient, "send">; url: string }): Redelivery {
  return {
    async putOff(ReceiptHandle, VisibilityTimeout) {
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }));
    },
  };
}

/** Of a queue, by the setting that the deployment names it in. */
export function openRedelivery(setting: "SEND_QUEUE_URL" | "SETTLE_QUEUE_URL" = "SEND_QUEUE_URL"): Redelivery {
  return createRedelivery({ client: queuesClient(), url: need(setting) });
}
