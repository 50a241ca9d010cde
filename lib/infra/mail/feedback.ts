import { Duration, Stack } from "aws-cdk-lib";
import { type EventPattern, Match, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Functions } from "../functions/functions.ts";
import { stackName } from "../names.ts";

export interface FeedbackProps {
  stage: string;
  configurationSet: string;
  functions: Functions;
  deadLetters: Queue;
}

/** Events of AWS that are about journeys: what became of a message, and of an execution. */
export class Feedback extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackProps) {
    super(scope, id);
    const { stage, configurationSet, functions, deadLetters } = props;
    const { partition, region, account } = Stack.of(this);
    const listen = (name: string, description: string, eventPattern: EventPattern, to: Functions["engage"]) => {
      const target = new LambdaFunction(to, {
        deadLetterQueue: deadLetters,
        retryAttempts: 185,
        maxEventAge: Duration.hours(6),
      });
      new Rule(this, name, { description, eventPattern, targets: [target] });
    };
    listen(
      "Engagement",
      `What became of messages of Regulars ${stage}`,
      // Other senders of the account have configuration sets of their own.
      { source: ["aws.ses"], detail: { mail: { tags: { "ses:configuration-set": [configurationSet] } } } },
      functions.engage,
    );
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
