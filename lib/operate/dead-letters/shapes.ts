import * as z from "zod";

/*
 * What lies in the dead-letter queues, by who put it there. Objects are loose: others write them, and may say more.
 */

/** Of our own functions: lib/aws/dead-letters.ts. */
export const setAsideSchema = z.looseObject({
  from: z.string(),
  why: z.looseObject({ name: z.string(), message: z.string() }),
  at: z.string(),
  body: z.unknown(),
  cut: z.string().optional(),
});

/**
 * Of a machine: a message to be sent, as SQS moves it after its tries. A choice of messages names no step
 * (docs/decisions/012-a-choice-of-messages-is-one-message.md).
 */
export const sendMessageSchema = z.looseObject({ token: z.string(), enrollment: z.string(), due: z.string() });

/** A record of the Events table's stream. */
export const insertSchema = z.looseObject({
  eventName: z.literal("INSERT"),
  dynamodb: z.looseObject({ NewImage: z.looseObject({}), SequenceNumber: z.string() }),
});

/**
 * Of a stream's event source, which gave up a batch: where in the stream it is, without its records.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-retain-records.html
 */
export const batchInfoSchema = z.looseObject({
  requestContext: z.looseObject({ functionArn: z.string(), condition: z.string() }),
  DDBStreamBatchInfo: z.looseObject({
    approximateArrivalOfFirstRecord: z.string(),
    approximateArrivalOfLastRecord: z.string(),
    batchSize: z.number(),
  }),
});

/**
 * Of Lambda: an asynchronous call that came to nothing.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export const failedCallSchema = z.looseObject({
  requestContext: z.looseObject({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown(),
  responsePayload: z
    .looseObject({ errorType: z.string().optional(), errorMessage: z.string().optional() })
    .nullish()
    .catch(undefined),
});

/**
 * Of an EventBridge rule: the event itself, and why in the message's attributes.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export const busEventSchema = z.looseObject({ source: z.string(), "detail-type": z.string(), detail: z.unknown() });

/**
 * Of the Scheduler: a schedule's input, and why in the message's attributes.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
 */
export const journeySchema = z.looseObject({
  customer: z.string().min(1),
  campaign: z.string().min(1),
  enrollment: z.string().min(1),
});
