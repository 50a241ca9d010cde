import { Aws, RemovalPolicy } from "aws-cdk-lib";
import { type IRole, PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { allow } from "../functions/access.ts";

/** Where alarms go. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { email?: string | undefined }) {
    super(scope, id);
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
    });
    // CloudWatch may not use the account's key for SNS, and its alarms would be lost.
    const key = ownKey(this, "Alarms of Regulars on their way");
    key.grant(cloudWatch, "kms:Decrypt", "kms:GenerateDataKey");
    this.topic = new Topic(this, "Topic", { masterKey: key, enforceSSL: true });
    // A policy of its own takes the place of SNS's usual one, which lets the account's alarms in.
    this.topic.addToResourcePolicy(
      new PolicyStatement({ actions: ["sns:Publish"], principals: [cloudWatch], resources: [this.topic.topicArn] }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    acknowledge(this.topic, {
      "Serverless-SNSRedrivePolicy":
        "A mail that is not delivered loses nothing: the alarm stays on in CloudWatch until what it is about is over.",
    });
  }
}

/** Where alerts of campaigns go: to people who help customers. Apart from alarms, which are for operators. */
export class TeamTopic extends Construct {
  readonly topic: Topic;
  private readonly key: Key;

  constructor(scope: Construct, id: string, { email }: { email?: string | undefined } = {}) {
    super(scope, id);
    // What customers wrote may be in an alert: who may publish and read is said here alone.
    this.key = ownKey(this, "Alerts of Regulars on their way to the team");
    this.topic = new Topic(this, "Topic", { masterKey: this.key, enforceSSL: true });
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    acknowledge(this.topic, {
      "Serverless-SNSRedrivePolicy":
        "SNS tries a mail for as long as it may be of use; that the customer is unhappy is kept in the State table.",
    });
  }

  /** Publishing to a topic under a key needs the key as well: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
  allowTell(role: IRole): void {
    allow(role, ["sns:Publish"], [this.topic.topicArn]);
    allow(role, ["kms:Decrypt", "kms:GenerateDataKey"], [this.key.keyArn]);
  }
}

/** A key of its own, at a dollar a month. */
function ownKey(scope: Construct, description: string): Key {
  return new Key(scope, "Key", { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
}
