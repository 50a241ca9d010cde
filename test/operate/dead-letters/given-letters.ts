import { arnOf } from "../given-stack.ts";

/*
 * What lies in dead-letter queues, in the forms of AWS's documentation.
 */

/** Of a function of ours. */
export function setAside(from: string, body: unknown, why = { name: "Refused", message: "it is wrong" }) {
  return { from, why, at: "2026-11-14T00:13:19.000Z", body };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-retain-records.html */
export function batchInfo(name: string) {
  return {
    requestContext: {
      requestId: "316aa6d0-8154-4da6-9af7-85d5f4a6bc81",
      functionArn: arnOf(name),
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: 11,
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: "2026-11-14T06:13:49.717Z",
    DDBStreamBatchInfo: {
      shardId: "shardId-00000001573689847184-864758bb",
      startSequenceNumber: "800000000003126276362",
      endSequenceNumber: "800000000003126276390",
      approximateArrivalOfFirstRecord: "2026-11-14T00:13:19Z",
      approximateArrivalOfLastRecord: "2026-11-14T00:15:00Z",
      batchSize: 100,
      streamArn: "arn:aws:dynamodb:eu-central-1:123456789012:table/Events/stream/2026-11-01T00:04:06.388",
    },
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export function failedCall(name: string, requestPayload: unknown) {
  return {
    version: "1.0",
    timestamp: "2026-11-14T18:43:07.125Z",
    requestContext: {
      requestId: "e4b46cbf-b738-4880-a18a-f61159d3aa4d",
      functionArn: arnOf(name, ":$LATEST"),
      condition: "RetriesExhausted",
      approximateInvokeCount: 3,
    },
    requestPayload,
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    responsePayload: {
      errorType: "Error",
      errorMessage: "the customer's records changed 20 times in a row",
      trace: ["Error: the customer's records changed 20 times in a row"],
    } as object | null,
  };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
export const statusChange = {
  version: "0",
  id: "315c1398-40ff-a850-213b-158f73e60175",
  "detail-type": "Step Functions Execution Status Change",
  source: "aws.states",
  account: "123456789012",
  time: "2026-11-14T19:42:21Z",
  region: "eu-central-1",
  resources: ["arn:aws:states:eu-central-1:123456789012:execution:RegularsProdCampaignWelcomeV1:e-1"],
  detail: {
    name: "e-1",
    status: "SUCCEEDED",
    input: '{"customer":"ann","campaign":"welcome","enrollment":"e-1"}',
    output: "{}",
  },
};
