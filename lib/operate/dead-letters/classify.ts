import { withoutAddresses } from "../../aws/addresses.ts";
import { functionName } from "../functions.ts";
import type { Outputs } from "../stack.ts";
import { classifySetAside } from "./classify-set-aside.ts";
import { type Letter, type RawLetter, type Remedy, UNCOUNTED } from "./letter.ts";
import type { QueueName } from "./queues.ts";
import {
  batchInfoSchema,
  busEventSchema,
  failedCallSchema,
  journeySchema,
  sendMessageSchema,
  setAsideSchema,
} from "./shapes.ts";

/** The stack's functions: calls are made to these and to no other, whatever a message says. */
export type Functions = Pick<Outputs, "EnrollFunction" | "EngageFunction" | "BeginFunction" | "FinishFunction">;

/** What a message in a dead-letter queue is, why it is there, and what can be done about it. */
export function classify(letter: RawLetter, functions: Functions): Letter {
  const value = parsed(letter.body);
  const setAside = setAsideSchema.safeParse(value);
  const found = setAside.success
    ? classifySetAside(setAside.data, letter.queue)
    : READERS[letter.queue]({ letter, value, functions });
  const { kind, reason, remedy } = found ?? UNKNOWN;
  return { kind, reason: oneLine(reason), remedy };
}

type Reader = (given: { letter: RawLetter; value: unknown; functions: Functions }) => Letter | undefined;

const READERS: Readonly<Record<QueueName, Reader>> = {
  send: ({ letter, value }) => {
    if (!sendMessageSchema.safeParse(value).success) return undefined;
    const reason = "SQS gave up after its tries; the log of send says why each failed";
    return { kind: "message to send", reason, remedy: { do: "send again", body: letter.body } };
  },
  records: ({ value, functions }) => {
    const lost = batchInfoSchema.safeParse(value);
    if (!lost.success) return undefined;
    const { requestContext, DDBStreamBatchInfo: info } = lost.data;
    const isEnroll = functionName(requestContext.functionArn) === functionName(functions.EnrollFunction);
    const remedy: Remedy = isEnroll
      ? {
          do: "replay",
          from: info.approximateArrivalOfFirstRecord,
          to: info.approximateArrivalOfLastRecord,
          events: info.batchSize,
        }
      : { do: "look", advice: UNCOUNTED };
    const kind = isEnroll ? "events that enroll did not take" : "changes that tally did not count";
    return { kind, reason: `${requestContext.condition}: Lambda gave up a batch of the stream`, remedy };
  },
  calls: ({ letter, value, functions }) =>
    failedCall(value, functions) ?? busEvent(letter, value) ?? scheduledCall(letter, value),
};

const UNKNOWN: Letter = {
  kind: "something else",
  reason: "no function of Regulars writes this",
  remedy: { do: "look", advice: "look at it with --show" },
};

function failedCall(value: unknown, functions: Functions): Letter | undefined {
  const failed = failedCallSchema.safeParse(value);
  if (!failed.success || failed.data.requestPayload === undefined) return undefined;
  const { requestContext, requestPayload: payload, responsePayload } = failed.data;
  const call = calledOne(requestContext.functionArn, functions);
  const said = [responsePayload?.errorType, responsePayload?.errorMessage].filter(Boolean).join(": ");
  const reason = said === "" ? requestContext.condition : said;
  if (call !== undefined) return { kind: `call of ${call}`, reason, remedy: { do: "call", call, payload } };
  const advice = "it is of a function that takes no calls from here; look at it with --show";
  return { kind: "call of another function", reason, remedy: { do: "look", advice } };
}

function calledOne(arn: string, functions: Functions): "engage" | "begin" | "finish" | undefined {
  const name = functionName(arn);
  if (name === functionName(functions.EngageFunction)) return "engage";
  if (name === functionName(functions.BeginFunction)) return "begin";
  return name === functionName(functions.FinishFunction) ? "finish" : undefined;
}

const SOURCES: Readonly<Record<string, "engage" | "finish">> = { "aws.ses": "engage", "aws.states": "finish" };

function busEvent({ attributes }: RawLetter, value: unknown): Letter | undefined {
  const event = busEventSchema.safeParse(value);
  const call = event.success ? SOURCES[event.data.source] : undefined;
  if (call === undefined) return undefined;
  const remedy: Remedy = { do: "call", call, payload: value };
  return { kind: `event for ${call}`, reason: saidBy(attributes, "EventBridge"), remedy };
}

function scheduledCall({ attributes }: RawLetter, value: unknown): Letter | undefined {
  // The Scheduler may hand over its whole call instead of what it says.
  const inner = (value as { Payload?: unknown } | null | undefined)?.Payload;
  const payload = typeof inner === "string" ? parsed(inner) : (inner ?? value);
  if (!journeySchema.safeParse(payload).success) return undefined;
  const remedy: Remedy = { do: "call", call: "begin", payload };
  return { kind: "schedule for begin", reason: saidBy(attributes, "the Scheduler"), remedy };
}

function saidBy(attributes: RawLetter["attributes"], who: string): string {
  const said = [attributes.ERROR_CODE, attributes.ERROR_MESSAGE].filter(Boolean).join(": ");
  return said === "" ? `${who} could not make the call` : said;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const LONGEST_REASON = 300;

function oneLine(reason: string): string {
  return withoutAddresses(reason).replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_REASON);
}
