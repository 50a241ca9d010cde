import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SQSClient } from "@aws-sdk/client-sqs";

/** Where to look; what is left out is taken from the environment and the AWS configuration, as all AWS tools do. */
export interface Place {
  region?: string;
  profile?: string;
}

/** The parts of the clients that are used. */
export interface Clients {
  stacks: Pick<CloudFormationClient, "send">;
  dynamo: Pick<DynamoDBClient, "send">;
  functions: Pick<LambdaClient, "send">;
  schedules: Pick<SchedulerClient, "send">;
  secrets: Pick<SecretsManagerClient, "send">;
  ses: Pick<SESv2Client, "send">;
  states: Pick<SFNClient, "send">;
  queues: Pick<SQSClient, "send">;
  /** The region that they ask. Throws the SDK's error when none is set. */
  region(): Promise<string>;
}

/** More than the SDK's three tries: a long command should outlast a throttle. A Lambda function may take a minute to answer. */
const PATIENCE = {
  maxAttempts: 8,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 90_000, throwOnRequestTimeout: true },
};

export function openClients({ region, profile }: Place): Clients {
  const settings = {
    ...PATIENCE,
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  };
  const stacks = new CloudFormationClient(settings);
  return {
    stacks,
    dynamo: new DynamoDBClient(settings),
    functions: new LambdaClient(settings),
    schedules: new SchedulerClient(settings),
    secrets: new SecretsManagerClient(settings),
    ses: new SESv2Client(settings),
    states: new SFNClient(settings),
    // Else it goes where the queue's address says and warns when that is another place than the one that is set.
    queues: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
    region: async () => stacks.config.region(),
  };
}
