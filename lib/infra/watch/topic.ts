import { Aws, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

/** Where alarms go. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: { email?: string | undefined }) {
    super(scope, id);
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
    });
    // A key of its own, at a dollar a month: CloudWatch may not use the account's key for SNS, and its alarms would be lost.
    const key = new Key(this, "Key", {
      description: "Alarms of Regulars on their way",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
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
