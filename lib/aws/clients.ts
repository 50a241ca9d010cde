import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";

/*
 * Each client is made once in a container, when it is first asked for, and all but SES's keep their connections. Functions instead of
 * constants, so that a bundle carries only the clients that its function uses.
 */

/** Milliseconds. A call that takes longer is given up and made again; the SDK's own default is to wait for ever. */
const patience = (requestTimeout: number) => ({
  requestHandler: { connectionTimeout: 1_000, requestTimeout, throwOnRequestTimeout: true },
});

let dynamo: DynamoDBClient | undefined;
export function dynamoClient(): DynamoDBClient {
  dynamo ??= new DynamoDBClient(patience(5_000));
  return dynamo;
}

let states: SFNClient | undefined;
export function statesClient(): SFNClient {
  states ??= new SFNClient(patience(5_000));
  return states;
}

let scheduler: SchedulerClient | undefined;
export function schedulerClient(): SchedulerClient {
  scheduler ??= new SchedulerClient(patience(5_000));
  return scheduler;
}

let queues: SQSClient | undefined;
export function queuesClient(): SQSClient {
  queues ??= new SQSClient(patience(5_000));
  return queues;
}

let topics: SNSClient | undefined;
export function topicsClient(): SNSClient {
  topics ??= new SNSClient(patience(5_000));
  return topics;
}

let secrets: SecretsManagerClient | undefined;
export function secretsClient(): SecretsManagerClient {
  secrets ??= new SecretsManagerClient(patience(5_000));
  return secrets;
}

let mail: SESv2Client | undefined;
/**
 * SES has no idempotency token, so nothing is tried again here; and an answer that is not awaited leaves a message in doubt.
 * No connection is kept: one that SES closed while the container was frozen fails with ECONNRESET, and that message too would
 * be in doubt, and never sent. https://github.com/aws/aws-sdk-js-v3/issues/1196
 */
export function mailClient(): SESv2Client {
  const { requestHandler } = patience(10_000);
  mail ??= new SESv2Client({
    requestHandler: { ...requestHandler, httpsAgent: { keepAlive: false } },
    maxAttempts: 1,
  });
  return mail;
}
