import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { type IRole, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  ApplicationLogLevel,
  Architecture,
  CfnEventInvokeConfig,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { allow } from "./access.ts";
import { FUNCTIONS, type FunctionName, type Settings } from "./settings.ts";

/** Writes a function's code into a folder. */
export type Bundler = (given: { entry: string; outDir: string }) => { path: string };

/** What all functions of a stage have in common. */
export interface Common {
  stage: string;
  logDays: RetentionDays;
  bundle: Bundler;
  /** Where bundles are written. */
  workDir: string;
  callDeadLetters: Queue;
}

const ENTRIES = join(import.meta.dirname, "../../../functions");

/** The files that the functions are bundled from. */
export function entryOf(name: FunctionName): string {
  return join(ENTRIES, `${name}.ts`);
}

/** The role that a function of ours acts as. */
export function roleOf({ role, node }: LambdaFunction): IRole {
  if (role === undefined) throw new Error(`${node.path} has no role`);
  return role;
}

/**
 * What Lambda has no room for waits six hours. What fails is tried twice more, after one and two minutes, which is all that
 * Lambda offers; then it is set aside, for a person to look at.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
const OLDEST = Duration.hours(6);

/**
 * Tries of each call of AWS, where nobody waits and Lambda itself tries no more than three times, within minutes: more than the
 * SDK's own three outlast a throttle. The SDK reads this; the client of SES has a number of its own, one.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const PATIENT = { AWS_MAX_ATTEMPTS: "8" };

/**
 * One function with a role and a log group of its own. `project` becomes `project.json` beside its code: what it knows of
 * the shop, so that nothing but `enroll` and `publish` changes with a campaign.
 */
export function addFunction(
  scope: Construct,
  name: FunctionName,
  { stage, logDays, bundle, workDir, callDeadLetters }: Common,
  { project, environment = {} }: { project: unknown; environment?: Record<string, string> },
): LambdaFunction {
  const { description, memory, seconds, isAsync }: Settings = FUNCTIONS[name];
  const id = name.slice(0, 1).toUpperCase() + name.slice(1);
  const logGroup = new LogGroup(scope, `${id}Logs`, { retention: logDays, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  allow(role, ["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]);
  const { path } = bundle({ entry: entryOf(name), outDir: join(workDir, name) });
  // After bundling: a bundle is kept small because its code is compiled at every start; this is data.
  writeFileSync(join(path, "project.json"), JSON.stringify(project));
  const made = new LambdaFunction(scope, id, {
    description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: "index.handler",
    code: Code.fromAsset(path),
    memorySize: memory,
    timeout: Duration.seconds(seconds),
    role,
    logGroup,
    // Without Lambda's own three lines a call (START, END, REPORT), which would be most of what is logged, and told by no more
    // than metrics tell. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: SystemLogLevel.WARN,
    applicationLogLevelV2: ApplicationLogLevel.INFO,
    // X-Ray would see calls of single functions, not a journey of weeks; it costs $5 a million traces.
    tracing: Tracing.DISABLED,
    // No journey is a loop of Lambda and a queue; should one become one, Lambda shall stop it.
    recursiveLoop: RecursiveLoop.TERMINATE,
    environment: {
      STAGE: stage,
      POWERTOOLS_SERVICE_NAME: name,
      POWERTOOLS_METRICS_NAMESPACE: "Regulars",
      ...(isAsync ? PATIENT : {}),
      ...environment,
    },
  });
  if (isAsync) {
    allow(role, ["sqs:SendMessage"], [callDeadLetters.queueArn]);
    const config = new CfnEventInvokeConfig(scope, `${id}Retries`, {
      functionName: made.functionName,
      qualifier: "$LATEST",
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: OLDEST.toSeconds(),
      destinationConfig: { onFailure: { destination: callDeadLetters.queueArn } },
    });
    // Lambda asks whether the role may write to the queue.
    config.node.addDependency(role);
  }
  return made;
}
