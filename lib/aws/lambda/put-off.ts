import type { SQSRecord } from "aws-lambda";
import { nameOf } from "../errors.ts";
import type { Redelivery } from "../redelivery.ts";
import type { Tools } from "./tools.ts";

/** Seconds. SES's limit of messages a second has room again at once. */
const SHORTEST = 2;
/** Seconds. SES's limit of messages a day, or an account that is paused, costs reads and writes at each try. */
const LONGEST = 15 * 60;
/** Milliseconds. Its queue does not tell such a message's age: SQS leaves out what was received more than three times. */
const LONG = 3_600_000;

/**
 * Seconds until a message's next try: twice as many each time, give or take a quarter, so that those that were refused together
 * do not come together again. The ninth try comes after some ten minutes, each one after the tenth a quarter of an hour later.
 * @param received how often it was received, this time among them
 * @param random 0 to 1
 */
export function pauseAfter(received: number, random: number): number {
  const pause = Math.min(SHORTEST * 2 ** (received - 1), LONGEST);
  return Math.round(pause * (0.75 + random / 2));
}

/** Puts off a message that must be tried again. When that fails it comes when its queue says, which is no harm. */
export async function putOff(
  { receiptHandle, attributes }: Pick<SQSRecord, "receiptHandle" | "attributes">,
  { redelivery, tools }: { redelivery: Redelivery; tools: Tools },
): Promise<void> {
  const { ApproximateReceiveCount: received, SentTimestamp: sent } = attributes;
  if (Date.now() - Number(sent) > LONG) tools.count("MessagesOverdue");
  try {
    await redelivery.putOff(receiptHandle, pauseAfter(Number(received), Math.random()));
  } catch (error) {
    tools.log("warn", "a message could not be put off", { error: nameOf(error) });
  }
}
