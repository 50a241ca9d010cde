import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { CfnStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { Compiled } from "../../compiler/compiled.ts";
import { acknowledge } from "../acknowledge.ts";
import { allow } from "../functions/access.ts";
import { machineId, stackName } from "../names.ts";

/** Machines made side by side: CreateStateMachine takes a hundred at once, then one a second. */
const LANES = 5;

export interface MachinesProps {
  stage: string;
  logDays: RetentionDays;
  campaigns: readonly Compiled[];
  /** Where definitions are written. */
  workDir: string;
  sendQueue: Queue;
  decide: LambdaFunction;
  act: LambdaFunction;
  await: LambdaFunction;
}

/** One machine of a campaign's version. */
export interface Machine {
  campaign: string;
  version: string;
  arn: string;
}

/**
 * One state machine for each campaign's version. An edited campaign is a new machine; the old one is left to itself, so that
 * the people in it finish what they started. Physical names are made by CloudFormation: a campaign that is edited back to
 * an earlier text gets a machine of its own, beside the one that was left.
 */
export class Machines extends Construct {
  readonly machines: readonly Machine[];

  constructor(scope: Construct, id: string, props: MachinesProps) {
    super(scope, id);
    const { stage, workDir, campaigns, sendQueue, decide, act } = props;
    const role = machinesRole(this, props);
    const logs = new LogGroup(this, "Logs", {
      // Names that begin like this do not fill up the account's resource policy for logs:
      // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
      logGroupName: `/aws/vendedlogs/states/${stackName(stage)}`,
      retention: props.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    mkdirSync(workDir, { recursive: true });
    const resources = campaigns.map(({ rules, machine }) => {
      const file = join(workDir, `${rules.campaign}.asl.json`);
      writeFileSync(file, JSON.stringify(machine));
      const definition = new Asset(this, `${rules.campaign}Definition`, { path: file });
      const resource = new CfnStateMachine(this, rules.campaign, {
        stateMachineType: "STANDARD",
        roleArn: role.roleArn,
        definitionS3Location: { bucket: definition.s3BucketName, key: definition.s3ObjectKey },
        definitionSubstitutions: {
          SendQueueUrl: sendQueue.queueUrl,
          DecideFunctionArn: decide.functionArn,
          ActFunctionArn: act.functionArn,
          AwaitFunctionArn: props.await.functionArn,
        },
        // How executions end other than well, without what they carry. ERROR would add each wait that runs out, which is how most
        // journeys go on: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
        loggingConfiguration: {
          level: "FATAL",
          includeExecutionData: false,
          destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logs.logGroupArn } }],
        },
        // X-Ray would cost $5 for a million traces, and ends a trace long before a journey ends.
        tracingConfiguration: { enabled: false },
        tags: [
          { key: "regulars:stage", value: stage },
          { key: "regulars:campaign", value: rules.campaign },
          { key: "regulars:version", value: rules.version },
        ],
      });
      resource.overrideLogicalId(machineId(stage, rules.campaign, rules.version));
      // Deleting a machine ends everybody's journey in it. Also after a deployment that failed: the catalog may name it.
      resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
      resource.node.addDependency(role);
      return resource;
    });
    for (const [index, resource] of resources.entries()) {
      const before = resources[index - LANES];
      if (before !== undefined) resource.addResourceDependency(before);
    }
    this.machines = campaigns.map(({ rules: { campaign, version } }, index) => {
      return { campaign, version, arn: (resources[index] as CfnStateMachine).ref };
    });
    acknowledge(this, {
      "AwsSolutions-SF1":
        "Every state of every journey in a log would cost more than the journeys; executions that fail are logged, and each step is recorded in the State table.",
      "AwsSolutions-SF2":
        "A journey lasts weeks, a trace minutes; the position of each journey is kept in the State table.",
      "Serverless-StepFunctionStateMachineXray":
        "A journey lasts weeks, a trace minutes; the position of each journey is kept in the State table.",
    });
  }
}

/**
 * What all machines of the stage may do: hand over messages, and ask three functions. Machines that were left to themselves hold
 * on to this role, that queue and those functions: their logical ids must never change.
 */
function machinesRole(scope: Construct, { sendQueue, decide, act, await: awaits }: MachinesProps): Role {
  const { partition, region, account } = Stack.of(scope);
  const role = new Role(scope, "Role", {
    assumedBy: new ServicePrincipal("states.amazonaws.com", {
      conditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:${partition}:states:${region}:${account}:stateMachine:*` },
      },
    }),
  });
  allow(role, ["sqs:SendMessage"], [sendQueue.queueArn]);
  allow(role, ["lambda:InvokeFunction"], [decide.functionArn, act.functionArn, awaits.functionArn]);
  // Step Functions sets up the delivery of its logs as this role: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
  allow(role, LOG_DELIVERY, ["*"]);
  acknowledge(role, {
    "AwsSolutions-IAM5[Resource::*]":
      "The delivery of logs has no resources to name; the list of actions is the one that Step Functions asks for.",
  });
  return role;
}

const LOG_DELIVERY = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];
