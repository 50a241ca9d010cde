import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

/** Seconds that the `send` function may take for a batch. */
export const SEND_SECONDS = 20;

/** Seconds that the `engage` function may take: a complaint stops every journey of the customer, and calls may be throttled. */
export const ENGAGE_SECONDS = 60;

/** AWS asks for six times the function's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY = Duration.seconds(6 * SEND_SECONDS);

/**
 * Tries of a message before it is set aside, seconds apart at first and later a quarter of an hour: a day, in which SES's daily
 * limit has room again, and after which most messages are too late and are dropped with that reason. An open claim is settled
 * after a quarter of an hour, and an alarm rings after an hour. A message that can never be sent does not come this far: the
 * function sets it aside itself. SQS hides up to 120,000 messages at a time; more than that wait unread.
 */
const MOST_TRIES = 110;

/**
 * A message is late after a day, if its campaign says nothing else, and is then dropped with its reason on record. Time in a
 * queue counts on in its dead-letter queue: what is set aside after four days can still be looked at for ten.
 */
const RETENTION = Duration.days(4);

/**
 * How long a click waits for the others of its message to be heard of. A scanner has followed all links within a second or two, and
 * SES tells of each a few seconds later; a person who clicked waits that much longer for what follows.
 */
const SETTLES_AFTER = Duration.seconds(10);

/** Tries of a settled click: hours, like the call that told of it first. */
const MOST_LOOKS = 30;

/** SQS keeps nothing longer. */
const LONGEST = Duration.days(14);

/** SSE-SQS: keys of the service, at no cost. */
const SAFE = { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED } as const;

export class Queues extends Construct {
  /** Messages on their way to `send`. */
  readonly send: Queue;
  /** Clicks that are looked at once more when the others of their message have been heard of. */
  readonly settle: Queue;
  /** Messages that could not be sent. */
  readonly sendDeadLetters: Queue;
  /** Records of streams that could not be applied: of `enroll` and `tally`, and events that the door set aside. */
  readonly recordDeadLetters: Queue;
  /** Calls that came to nothing: of `engage`, `finish` and `begin`. */
  readonly callDeadLetters: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const deadLetters = (name: string) => {
      const queue = new Queue(this, name, { ...SAFE, retentionPeriod: LONGEST });
      acknowledge(queue, { "AwsSolutions-SQS3": IS_ONE, "Serverless-SQSRedrivePolicy": IS_ONE });
      return queue;
    };
    this.sendDeadLetters = deadLetters("SendDeadLetters");
    this.recordDeadLetters = deadLetters("RecordDeadLetters");
    this.callDeadLetters = deadLetters("CallDeadLetters");
    this.send = new Queue(this, "Send", {
      ...SAFE,
      visibilityTimeout: VISIBILITY,
      retentionPeriod: RETENTION,
      deadLetterQueue: { queue: this.sendDeadLetters, maxReceiveCount: MOST_TRIES },
    });
    this.settle = new Queue(this, "Settle", {
      ...SAFE,
      deliveryDelay: SETTLES_AFTER,
      visibilityTimeout: Duration.seconds(6 * ENGAGE_SECONDS),
      deadLetterQueue: { queue: this.callDeadLetters, maxReceiveCount: MOST_LOOKS },
    });
  }
}

const IS_ONE = "This is a dead-letter queue itself; an alarm rings when something is in it.";
