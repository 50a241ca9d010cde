import type { Catcher, Onward, Retrier, TaskState } from "../asl.ts";
import { type Builder, onTimeout, retrier } from "../builder.ts";
import {
  type ChoiceMessage,
  DEFERRED,
  HELD,
  PLACEHOLDERS,
  type SendMessage,
  type SendRules,
  WITHHELD,
} from "../compiled.ts";
import { ENTERED, journey, TOKEN, type Written } from "../expressions.ts";
import { mayBeDeferred } from "../sending.ts";
import { heldState } from "./held.ts";

/** After lateness has dropped the message there is an hour for the answer to arrive. */
export const GRACE = 3_600;

/** Putting a message on the queue may fail for a moment; what the send function answers is never retried here. */
const QUEUE_RETRY: Retrier[] = [
  { ErrorEquals: [DEFERRED, WITHHELD, HELD], MaxAttempts: 0 },
  retrier("States.TaskFailed"),
];

/** Whose message it is, when it was due, and the token that answers its state. */
export function addressee() {
  return { token: TOKEN, ...journey(), due: ENTERED };
}

interface Message {
  key: string;
  state: string;
  /** One for each message that it may be. */
  rules: readonly SendRules[];
  body: Written<SendMessage> | Written<ChoiceMessage>;
  timeout: number;
  /** Where it leads when nobody answers in time. */
  silence: string | undefined;
  /** A withheld message fails its token: nobody will react to it. */
  failsWhenWithheld?: boolean;
}

/** Until when a message is held: hours fit into a name; with quiet days or a limit that defers, they are not all of it. */
function openingWords(rules: readonly SendRules[]): string {
  const hasMore = rules.some(
    ({ days, notOn = [], ifTooMany }) => days !== undefined || notOn.length > 0 || ifTooMany === "defer",
  );
  const hours = rules.find((one) => one.hours !== undefined)?.hours;
  return hours === undefined || hasMore ? "it may go out" : hours;
}

/**
 * Adds the state of a message. One that may not go out yet fails the token as Deferred; then a Wait and a second try are paid. One of a paused campaign fails it as Held, and comes again when the campaign goes on.
 */
export function messageState(builder: Builder, message: Message, onReaction: Onward & Pick<TaskState, "Output">): void {
  const { key, state, rules } = message;
  const silence = builder.named(message.silence);
  const catches: Catcher[] = [onTimeout(silence)];
  if (message.failsWhenWithheld) catches.push({ ErrorEquals: [WITHHELD], Next: silence });
  if (rules.some(mayBeDeferred)) {
    const hold = `Hold until ${openingWords(rules)}: ${key}`.slice(0, 80);
    catches.push({ ErrorEquals: [DEFERRED], Output: { until: "{% $states.errorOutput.Cause %}" }, Next: hold });
    builder.add(hold, { Type: "Wait", Timestamp: "{% $states.input.until %}", Next: state });
  }
  const held = `Held by a pause: ${key}`.slice(0, 80);
  catches.push({ ErrorEquals: [HELD], Next: held });
  builder.add(held, heldState(key, state));
  builder.add(state, {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    Arguments: { QueueUrl: PLACEHOLDERS.sendQueueUrl, MessageBody: message.body },
    TimeoutSeconds: message.timeout,
    Retry: QUEUE_RETRY,
    Catch: catches,
    ...onReaction,
  });
}
