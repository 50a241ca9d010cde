import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import type { Context, DynamoDBRecord, SQSRecord } from "aws-lambda";
import type { DeadLetters } from "../dead-letters.ts";
import { Refused } from "../errors.ts";
import type { Redelivery } from "../redelivery.ts";
import { attempt } from "./attempt.ts";
import { type Handler, lambdaHandler, type Open } from "./handler.ts";
import { putOff } from "./put-off.ts";
import { journeyIn, type Tools } from "./tools.ts";

type Setting = { deadLetters: DeadLetters };
type Take<Needs, Record> = (needs: Needs, record: Record, tools: Tools) => Promise<void>;

interface Failures {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Takes records of a DynamoDB stream one after the other, in their order. After one that must be tried again the rest waits, as
 * Lambda hands all of them over again; when that is the first one the invocation fails, which means the same.
 * @param from the function, as dead letters name it
 */
export function streamHandler<Needs extends Setting>(
  from: string,
  open: Open<Needs>,
  take: Take<Needs, DynamoDBRecord>,
): Handler<{ Records: DynamoDBRecord[] }, Failures> {
  return lambdaHandler(async (event, tools, context) => {
    // A failure is reported by its number: without one it would be taken for a success.
    if (event.Records?.some(({ dynamodb }) => !dynamodb?.SequenceNumber)) {
      throw new Refused("a record has no dynamodb.SequenceNumber; give each of them one, any text will do");
    }
    const needs = await open(tools);
    const { deadLetters } = needs;
    const inTurn = turns(context, { isOrdered: true });
    const takeOne = (record: DynamoDBRecord) => {
      const about = { sequence: record.dynamodb?.SequenceNumber };
      return inTurn(() => attempt(() => take(needs, record, tools), { from, body: record, about, tools, deadLetters }));
    };
    return processPartialResponse(event, takeOne, new BatchProcessor(EventType.DynamoDBStreams), {
      processInParallel: false,
    });
  });
}

/** Takes messages of a queue, JSON each, one after the other; those that must be tried again come again, later each time. */
export function queueHandler<Needs extends Setting & { redelivery: Redelivery }>(
  from: string,
  open: Open<Needs>,
  take: Take<Needs, unknown>,
): Handler<{ Records: SQSRecord[] }, Failures> {
  return lambdaHandler(async (event, tools, context) => {
    const needs = await open(tools);
    const { deadLetters, redelivery } = needs;
    const inTurn = turns(context, { isOrdered: false });
    const takeOne = (record: SQSRecord) => {
      const body = parsed(record.body);
      const about = { messageId: record.messageId, ...journeyIn(body) };
      const work = () => take(needs, body ?? refuseText(), tools);
      return inTurn(async () => {
        try {
          await attempt(work, { from, body: body ?? record.body, about, tools, deadLetters });
        } catch (error) {
          await putOff(record, { redelivery, tools });
          throw error;
        }
      });
    };
    return processPartialResponse(event, takeOne, new BatchProcessor(EventType.SQS), {
      processInParallel: false,
      throwOnFullBatchFailure: false,
    });
  });
}

/** Milliseconds before the end in which no further record is begun: enough for one whose calls are slow, so that none is cut in the middle. */
const RESERVE = 8_000;

/** A record that was not begun: its source hands it over again. */
class NotBegun extends Error {
  override name = "NotBegun";
}

/**
 * Begins a record only when there is time for it, the first one in any case; and, where order counts, when none before it
 * has failed.
 */
function turns(context: Context, { isOrdered }: { isOrdered: boolean }): (work: () => Promise<void>) => Promise<void> {
  let isFirst = true;
  let isStopped = false;
  return async (work) => {
    if (isStopped) throw new NotBegun("a record before it must be tried again first");
    if (!isFirst && context.getRemainingTimeInMillis() < RESERVE) throw new NotBegun("the time is used up");
    isFirst = false;
    try {
      await work();
    } catch (error) {
      isStopped = isOrdered;
      throw error;
    }
  };
}

/** Undefined for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The parser's own message would quote the text, which may be personal. */
function refuseText(): never {
  throw new Refused("the message is not JSON; whoever put it on the queue must write JSON");
}
