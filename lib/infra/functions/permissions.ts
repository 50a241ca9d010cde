import { Stack } from "aws-cdk-lib";
import type { IRole } from "aws-cdk-lib/aws-iam";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { acknowledge, acknowledgePattern } from "../acknowledge.ts";
import { machinePrefix } from "../names.ts";
import type { ScheduledBegin } from "../schedules.ts";
import type { Queues } from "../storage/queues.ts";
import type { Secrets } from "../storage/secrets.ts";
import type { Tables } from "../storage/tables.ts";
import type { TeamTopic } from "../watch/topic.ts";
import { allow, allowItems } from "./access.ts";
import { roleOf } from "./function.ts";
import type { Functions } from "./functions.ts";
import type { FunctionName } from "./settings.ts";
import { STATE_ACCESS } from "./state-access.ts";

export interface PermissionsProps {
  stage: string;
  tables: Tables;
  queues: Queues;
  secrets: Secrets;
  schedules: ScheduledBegin;
  team: TeamTopic;
}

/** What each function may do: what its code does, and nothing else. What `send` may do at SES is said with the rest of it. */
export function addPermissions(functions: Functions, props: PermissionsProps): void {
  const { tables, queues, secrets, schedules, team } = props;
  for (const [name, accesses] of Object.entries(STATE_ACCESS)) {
    for (const { actions, partitions } of accesses) {
      allowItems(roleOf(functions[name as FunctionName]), tables.state, actions, partitions);
    }
  }
  const give = (names: FunctionName[], permission: (role: IRole) => void) => {
    for (const name of names) permission(roleOf(functions[name]));
  };
  give(["ingest", "respond", "begin"], (role) => allow(role, ["dynamodb:PutItem"], [tables.events.tableArn]));
  give(["enroll", "begin"], (role) => mayStart(role, props.stage));
  give(["enroll", "send", "decide", "act", "await", "engage", "respond"], (role) => mayStop(role, props.stage));
  give(["enroll", "engage"], (role) => mayAnswer(role, ["states:SendTaskSuccess"]));
  give(["send", "await"], (role) => mayAnswer(role, ["states:SendTaskSuccess", "states:SendTaskFailure"]));
  give(["enroll"], (role) => schedules.allowSet(role));
  give(["enroll", "send", "decide", "engage", "respond"], (role) => schedules.allowCancel(role));
  give(["send", "respond"], (role) => mayRead(role, secrets.links));
  give(["send", "engage", "respond"], (role) => mayRead(role, secrets.addresses));
  give(["ingest"], (role) => mayRead(role, secrets.door));
  give(["act"], (role) => mayRead(role, secrets.outgoing));
  give(["act"], (role) => team.allowTell(role));
  give(["send"], (role) => allow(role, ["sqs:SendMessage"], [queues.sendDeadLetters.queueArn]));
  give(["enroll", "tally", "ingest"], (role) => allow(role, ["sqs:SendMessage"], [queues.recordDeadLetters.queueArn]));
}

function mayRead(role: IRole, secret: Secret): void {
  allow(role, ["secretsmanager:GetSecretValue"], [secret.secretArn]);
}

function mayStart(role: IRole, stage: string): void {
  const machines = statesArn(role, "stateMachine", `${machinePrefix(stage)}*`);
  allow(role, ["states:StartExecution"], [machines]);
  acknowledgePattern(
    role,
    machines,
    "Machines come and go with campaigns; all of this stage's begin like this, and nobody else's.",
  );
}

function mayStop(role: IRole, stage: string): void {
  const executions = statesArn(role, "execution", `${machinePrefix(stage)}*:*`);
  allow(role, ["states:StopExecution"], [executions]);
  acknowledgePattern(
    role,
    executions,
    "One execution for each journey; all of this stage's begin like this, and nobody else's.",
  );
}

/**
 * These actions have no resource types: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 * (2026-10). What protects an execution is its token, which only its own functions are given.
 */
function mayAnswer(role: IRole, actions: string[]): void {
  allow(role, actions, ["*"]);
  acknowledge(role, {
    "AwsSolutions-IAM5[Resource::*]":
      "SendTaskSuccess and SendTaskFailure take no resource; the secret token of the waiting state says which one is meant.",
  });
}

function statesArn(role: IRole, resource: "stateMachine" | "execution", name: string): string {
  const { partition, region, account } = Stack.of(role);
  return `arn:${partition}:states:${region}:${account}:${resource}:${name}`;
}
