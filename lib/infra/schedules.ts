import { Aws, RemovalPolicy, Stack } from "aws-cdk-lib";
import { type IRole, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledgePattern } from "./acknowledge.ts";
import { allow } from "./functions/access.ts";

/** The one-time schedules that begin journeys whose first step is a wait. */
export class ScheduledBegin extends Construct {
  readonly groupName: string;
  /** What a schedule acts as. */
  readonly role: Role;

  constructor(scope: Construct, id: string, { deadLetters }: { deadLetters: Queue }) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, "Group", {});
    // Deleting a group deletes its schedules, and with them everybody who has not begun yet.
    group.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.groupName = group.ref;
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    });
    // The Scheduler writes to the queue as the schedule's role.
    allow(this.role, ["sqs:SendMessage"], [deadLetters.queueArn]);
  }

  /** What schedules call. */
  call(begin: LambdaFunction): void {
    allow(this.role, ["lambda:InvokeFunction"], [begin.functionArn]);
  }

  /** Setting again replaces: create, or else update. */
  allowSet(role: IRole): void {
    this.allowOnSchedules(role, ["scheduler:CreateSchedule", "scheduler:UpdateSchedule"]);
    allow(role, ["iam:PassRole"], [this.role.roleArn], {
      StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
    });
  }

  allowCancel(role: IRole): void {
    this.allowOnSchedules(role, ["scheduler:DeleteSchedule"]);
  }

  private allowOnSchedules(role: IRole, actions: string[]): void {
    const { partition, region, account } = Stack.of(this);
    const schedules = `arn:${partition}:scheduler:${region}:${account}:schedule/${this.groupName}/*`;
    allow(role, actions, [schedules]);
    acknowledgePattern(role, schedules, "One schedule for each journey that has not begun; this group has no others.");
  }
}
