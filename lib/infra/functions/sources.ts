import { Duration } from "aws-cdk-lib";
import { CfnEventSourceMapping } from "aws-cdk-lib/aws-lambda";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { Queues } from "../storage/queues.ts";
import { streamOf, type Tables } from "../storage/tables.ts";
import { allow } from "./access.ts";
import { roleOf } from "./function.ts";
import type { Functions } from "./functions.ts";

export interface SourcesProps {
  tables: Tables;
  queues: Queues;
  sendConcurrency: number;
}

/** What a figure's window is: Lambda names the shard of a batch only to functions that have a window. */
const WINDOW = Duration.minutes(15);

/** What queues and streams hand to functions. */
export function addSources(scope: Construct, functions: Functions, props: SourcesProps): void {
  enrollFromEvents(scope, functions, props);
  tallyFromState(scope, functions, props);
  sendFromQueue(scope, functions, props);
  settleFromQueue(scope, functions, props);
}

/**
 * Events of one customer stay in their order however many are worked on at a time: Lambda divides a shard by partition key.
 * The function sets bad events aside itself, so what comes back failed is AWS's trouble: tries have no end before the events are
 * six hours old, because any number of them may be used up in minutes. Then Lambda sets aside where in the stream the rest is;
 * the events themselves stay in their table, from which they can be replayed.
 */
function enrollFromEvents(scope: Construct, { enroll }: Functions, { tables, queues }: SourcesProps): void {
  const stream = streamOf(tables.events);
  readStream(enroll, stream, queues);
  const mapping = new CfnEventSourceMapping(scope, "EnrollFromEvents", {
    functionName: enroll.functionName,
    eventSourceArn: stream,
    startingPosition: "TRIM_HORIZON",
    batchSize: 100,
    // A second more makes nobody's journey worse, and a batch of a busy hour fuller.
    maximumBatchingWindowInSeconds: 1,
    parallelizationFactor: 10,
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: -1,
    maximumRecordAgeInSeconds: Duration.hours(6).toSeconds(),
    functionResponseTypes: ["ReportBatchItemFailures"],
    destinationConfig: { onFailure: { destination: queues.recordDeadLetters.queueArn } },
    // Nobody but the shop puts events: what is changed or removed by hand is not news.
    filterCriteria: { filters: [{ pattern: JSON.stringify({ eventName: ["INSERT"] }) }] },
  });
  mapping.node.addDependency(roleOf(enroll));
}

/**
 * A change that is not counted is a figure that is wrong for ever: tries have no end before the stream forgets, after a day, and
 * an alarm on its age rings 23 hours earlier. What would be lost then is at least said in the queue.
 */
function tallyFromState(scope: Construct, { tally }: Functions, { tables, queues }: SourcesProps): void {
  const stream = streamOf(tables.state);
  readStream(tally, stream, queues);
  const counted = ["@in#", "past#", "send#", "coupon#", "call#"].map((prefix) => ({ prefix }));
  const mapping = new CfnEventSourceMapping(scope, "TallyFromState", {
    functionName: tally.functionName,
    eventSourceArn: stream,
    startingPosition: "TRIM_HORIZON",
    batchSize: 500,
    // Fewer and fuller batches: a figure may be a few seconds old.
    maximumBatchingWindowInSeconds: 5,
    tumblingWindowInSeconds: WINDOW.toSeconds(),
    bisectBatchOnFunctionError: true,
    maximumRetryAttempts: -1,
    maximumRecordAgeInSeconds: Duration.days(1).toSeconds(),
    functionResponseTypes: ["ReportBatchItemFailures"],
    destinationConfig: { onFailure: { destination: queues.recordDeadLetters.queueArn } },
    filterCriteria: { filters: [{ pattern: JSON.stringify({ dynamodb: { Keys: { sk: { S: counted } } } }) }] },
  });
  mapping.node.addDependency(roleOf(tally));
}

/** SES's rate is the bottleneck: so many batches at a time, and the rest waits in the queue. */
function sendFromQueue(scope: Construct, { send }: Functions, { queues, sendConcurrency }: SourcesProps): void {
  readQueue(scope, "SendFromQueue", send, queues.send, sendConcurrency);
}

/** Batches of settled clicks at a time, each of ten in a fraction of a second: scanners by the thousand take no more room than that. */
const SETTLE_CONCURRENCY = 10;

/** Clicks come a second time, when those that belong to them have been heard of. */
function settleFromQueue(scope: Construct, { engage }: Functions, { queues }: SourcesProps): void {
  readQueue(scope, "SettleFromQueue", engage, queues.settle, SETTLE_CONCURRENCY);
}

function readQueue(scope: Construct, id: string, reader: Functions["send"], queue: Queue, maximum: number): void {
  allow(
    roleOf(reader),
    ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"],
    [queue.queueArn],
  );
  const mapping = new CfnEventSourceMapping(scope, id, {
    functionName: reader.functionName,
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    scalingConfig: { maximumConcurrency: maximum },
    functionResponseTypes: ["ReportBatchItemFailures"],
  });
  mapping.node.addDependency(roleOf(reader));
  acknowledge(mapping, {
    "Serverless-LambdaEventSourceMappingDestination": "Queues have no such destination: this one has dead letters.",
  });
}

/** Lambda reads as the function's role, and sets aside as it. */
function readStream(reader: Functions["enroll"], stream: string, { recordDeadLetters }: Queues): void {
  const role = roleOf(reader);
  allow(role, ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], [stream]);
  // Lambda asks for this one too, and permission on a stream does not give it: https://github.com/aws/aws-cdk/pull/10631
  allow(role, ["dynamodb:ListStreams"], ["*"]);
  acknowledge(role, { "AwsSolutions-IAM5[Resource::*]": WITHOUT_RESOURCE });
  allow(role, ["sqs:SendMessage"], [recordDeadLetters.queueArn]);
}

const WITHOUT_RESOURCE =
  "ListStreams takes no resource, and tells the names of streams alone; what may be done besides without one is said where it is given.";
