/** A CDK app with one of each kind of thing that Regulars deploys: what the engine cannot do with it, it cannot do with ours. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  App,
  aws_apigatewayv2 as api,
  aws_s3_assets as assets,
  CfnOutput,
  CustomResource,
  aws_cloudwatch as cloudwatch,
  Duration,
  aws_dynamodb as dynamodb,
  aws_events as events,
  aws_iam as iam,
  aws_lambda as lambda,
  RemovalPolicy,
  Stack,
  aws_scheduler as scheduler,
  aws_secretsmanager as secrets,
  aws_ses as ses,
  aws_stepfunctions as sfn,
  aws_lambda_event_sources as sources,
  aws_sqs as sqs,
  aws_events_targets as targets,
} from "aws-cdk-lib";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { buildSync } from "esbuild";

const app = new App();
const stack = new Stack(app, "Sample", { stackName: "Sample" });
const built = mkdtempSync(join(tmpdir(), "sample-"));
buildSync({
  entryPoints: [join(import.meta.dirname, "functions-child.ts")],
  outfile: join(built, "functions/index.mjs"),
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  target: "node24",
  mainFields: ["module", "main"],
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});

const table = new dynamodb.Table(stack, "Things", {
  partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
  sortKey: { name: "sk", type: dynamodb.AttributeType.STRING },
  billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
  stream: dynamodb.StreamViewType.NEW_IMAGE,
});
const dead = new sqs.Queue(stack, "Dead");
const queue = new sqs.Queue(stack, "Send", { deadLetterQueue: { queue: dead, maxReceiveCount: 2 } });
const secret = new secrets.Secret(stack, "Secret", { generateSecretString: { passwordLength: 48 } });
const mail = new ses.ConfigurationSet(stack, "Mail");

function called(role: string, environment: Record<string, string> = {}): lambda.Function {
  const made = new lambda.Function(stack, `${role}Function`, {
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: "index.handler",
    code: lambda.Code.fromAsset(join(built, "functions")),
    timeout: Duration.seconds(10),
    environment: { ROLE: role, TABLE: table.tableName, ...environment },
  });
  table.grantWriteData(made);
  return made;
}

const machineRole = new iam.Role(stack, "MachineRole", { assumedBy: new iam.ServicePrincipal("states.amazonaws.com") });
queue.grantSendMessages(machineRole);
const definition = {
  QueryLanguage: "JSONata",
  StartAt: "a minute",
  States: {
    "a minute": { Type: "Wait", Seconds: 60, Next: "send hello" },
    "send hello": {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Arguments: {
        QueueUrl: "${SendQueueUrl}",
        MessageBody: { token: "{% $states.context.Task.Token %}", person: "{% $states.input.person %}" },
      },
      TimeoutSeconds: 30,
      End: true,
    },
  },
};
writeFileSync(join(built, "machine.asl.json"), JSON.stringify(definition));
const asset = new assets.Asset(stack, "Definition", { path: join(built, "machine.asl.json") });
const machine = new sfn.CfnStateMachine(stack, "Machine", {
  roleArn: machineRole.roleArn,
  definitionS3Location: { bucket: asset.s3BucketName, key: asset.s3ObjectKey },
  definitionSubstitutions: { SendQueueUrl: queue.queueUrl },
});
machine.applyRemovalPolicy(RemovalPolicy.RETAIN);

const start = called("start", { MACHINE: machine.attrArn });
start.addEventSource(
  new sources.DynamoEventSource(table as dynamodb.ITable, {
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    retryAttempts: 2,
    filters: [
      lambda.FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: lambda.FilterRule.beginsWith("person#") } } } }),
    ],
  }),
);
const send = called("send", { SECRET: secret.secretArn, CONFIGURATION_SET: mail.configurationSetName });
send.addEventSource(new sources.SqsEventSource(queue, { batchSize: 5, reportBatchItemFailures: true }));
const note = new targets.LambdaFunction(called("note"));
new events.Rule(stack, "OnMail", {
  eventPattern: { source: ["aws.ses"], detail: { mail: { tags: { person: [{ exists: true }] } } } },
  targets: [note],
});
new events.Rule(stack, "OnEnd", {
  eventPattern: {
    source: ["aws.states"],
    detail: { stateMachineArn: [{ prefix: machine.attrArn }], status: ["SUCCEEDED"] },
  },
  targets: [note],
});

const group = new scheduler.CfnScheduleGroup(stack, "Group", {});
const begin = called("begin");
const scheduleRole = new iam.Role(stack, "SchedulerRole", {
  assumedBy: new iam.ServicePrincipal("scheduler.amazonaws.com"),
});
begin.grantInvoke(scheduleRole);

const published = new CustomResource(stack, "Published", { serviceToken: called("publish").functionArn });
const door = new api.HttpApi(stack, "Api");
const integration = new HttpLambdaIntegration("Door", called("door"));
door.addRoutes({ path: "/u/{token}", methods: [api.HttpMethod.POST], integration });
new cloudwatch.Alarm(stack, "DeadAlarm", {
  metric: dead.metricApproximateNumberOfMessagesVisible(),
  threshold: 1,
  evaluationPeriods: 1,
});

for (const [name, value] of Object.entries({
  Table: table.tableName,
  MachineArn: machine.attrArn,
  ApiUrl: door.apiEndpoint,
  ScheduleGroup: group.ref,
  ScheduleRoleArn: scheduleRole.roleArn,
  BeginArn: begin.functionArn,
  Request: published.getAttString("Request"),
})) {
  new CfnOutput(stack, name, { value });
}
