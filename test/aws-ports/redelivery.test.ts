import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { createRedelivery } from "../../lib/aws/redelivery.ts";
import { fakeAws } from "./support/aws.ts";

const url = "https://sqs.eu-central-1.amazonaws.com/123456789012/send";

it("tells SQS when to hand a message over again", async () => {
  const aws = fakeAws();
  await createRedelivery({ client: new SQSClient(aws.settings), url }).putOff("receipt", 32);
  expect(aws.calls).toEqual([
    { operation: "ChangeMessageVisibility", body: { QueueUrl: url, ReceiptHandle: "receipt", VisibilityTimeout: 32 } },
  ]);
});
