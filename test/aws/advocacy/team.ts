import { SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import type { Stage } from "../journeys/stage.ts";

/** What the team was told by its topic. */
export interface Told {
  readonly Subject: string;
  readonly Message: string;
}

/** Listens at the team's topic by a queue of the tests'. Returns what came so far, each time it is asked. */
export async function listenAtTopic({ aws, output }: Pick<Stage, "aws" | "output">): Promise<() => Promise<Told[]>> {
  const { QueueUrl } = await aws.queues.send(new CreateQueueCommand({ QueueName: "team" }));
  const asked = { QueueUrl, AttributeNames: ["QueueArn" as const] };
  const { Attributes } = await aws.queues.send(new GetQueueAttributesCommand(asked));
  await aws.topics.send(
    new SubscribeCommand({ TopicArn: output("TeamTopicArn"), Protocol: "sqs", Endpoint: Attributes?.QueueArn }),
  );
  const told: Told[] = [];
  return async () => {
    const { Messages = [] } = await aws.queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    told.push(...Messages.map(({ Body = "" }): Told => JSON.parse(Body)));
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    if (Entries.length > 0) await aws.queues.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    return told;
  };
}
