import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Engine } from "../engines/ministack.ts";

export type Clients = ReturnType<typeof clientsOf>;

/** AWS's own clients, pointed at the engine directly: what a test asks is not among `engine.calls`. */
export function clientsOf(engine: Engine) {
  const settings = {
    endpoint: engine.endpoint,
    region: engine.region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  return {
    tables: DynamoDBDocumentClient.from(new DynamoDBClient(settings), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    queues: new SQSClient(settings),
    states: new SFNClient(settings),
    events: new EventBridgeClient(settings),
    schedules: new SchedulerClient(settings),
    functions: new LambdaClient(settings),
    secrets: new SecretsManagerClient(settings),
    topics: new SNSClient(settings),
    mail: new SESv2Client(settings),
  };
}
