import { Duration, Stack } from "aws-cdk-lib";
import { EventField, type EventPattern, Match, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { LambdaFunction, SqsQueue } from "aws-cdk-lib/aws-events-targets";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Functions } from "../functions/functions.ts";
import { stackName } from "../names.ts";

export interface FeedbackProps {
  stage: string;
  configurationSet: string;
  functions: Functions;
  /** Where clicks wait until the others of their message have been heard of. */
  settle: Queue;
  deadLetters: Queue;
}

/** EventBridge's own tries: as many as it makes in a day, within six hours. */
const TRIES = { retryAttempts: 185, maxEventAge: Duration.hours(6) };

/** Events of AWS that are about journeys: what became of a message, and of an execution. */
export class Feedback extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackProps) {
    super(scope, id);
    const { stage, configurationSet, functions, settle, deadLetters } = props;
    const { partition, region, account } = Stack.of(this);
    // Other senders of the account have configuration sets of their own.
    const mail = { tags: { "ses:configuration-set": [configurationSet] } };
    const listen = (name: string, description: string, eventPattern: EventPattern, to: Functions["engage"]) => {
      const target = new LambdaFunction(to, { deadLetterQueue: deadLetters, ...TRIES });
      new Rule(this, name, { description, eventPattern, targets: [target] });
    };
    listen(
      "Engagement",
      `What became of messages of Regulars ${stage}`,
      { source: ["aws.ses"], detail: { mail } },
      functions.engage,
    );
    new Rule(this, "Clicks", {
      description: `Clicks in messages of Regulars ${stage}, to be looked at once more`,
      eventPattern: { source: ["aws.ses"], detail: { eventType: ["Click"], mail } },
      targets: [new SqsQueue(settle, { message: SETTLED_LOOK, deadLetterQueue: deadLetters, ...TRIES })],
    });
    listen(
      "Ends",
      `Journeys of Regulars ${stage} that have ended`,
      {
        source: ["aws.states"],
        detailType: ["Step Functions Execution Status Change"],
        detail: {
          status: ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"],
          stateMachineArn: Match.prefix(
            `arn:${partition}:states:${region}:${account}:stateMachine:${stackName(stage)}`,
          ),
        },
      },
      functions.finish,
    );
  }
}

/** What the look needs of the event: without the address that the message went to, and its headers. */
const SETTLED_LOOK = RuleTargetInput.fromObject({
  look: "settled",
  source: EventField.source,
  "detail-type": EventField.detailType,
  time: EventField.time,
  detail: {
    eventType: EventField.fromPath("$.detail.eventType"),
    mail: { tags: EventField.fromPath("$.detail.mail.tags") },
    click: EventField.fromPath("$.detail.click"),
  },
});
