import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import type { Schedules } from "../journey/ports.ts";
import { isNamed } from "./errors.ts";

/** What a schedule calls, and how. */
export interface ScheduleTarget {
  functionArn: string;
  /** The role that may call it. */
  roleArn: string;
  /** Where calls go that could not be made within a day. */
  deadLetterArn: string;
}

/** Scheduler refuses moments gone by, and one in this minute may be gone by when it is written. */
const SOONEST = 60_000;
const MOST_TRIES = 3;

/** EventBridge Scheduler behind the port: one-time schedules that delete themselves. `target` is asked when one is set. */
export function createSchedules(parts: {
  client: Pick<SchedulerClient, "send">;
  group: string;
  target(): ScheduleTarget;
  now(): number;
}): Schedules {
  const { client, group } = parts;
  return {
    async set(name, at, what) {
      const schedule = describe(name, group, Math.max(at, parts.now() + SOONEST), parts.target(), what);
      for (let tries = 1; ; tries++) {
        if (await succeeds(() => client.send(new CreateScheduleCommand(schedule)), "ConflictException")) return;
        // Between the two it may come due and delete itself: then it is made anew, and beginning twice is beginning once.
        if (await succeeds(() => client.send(new UpdateScheduleCommand(schedule)), "ResourceNotFoundException")) return;
        if (tries === MOST_TRIES)
          throw new Error(`schedule ${name} came and went ${MOST_TRIES} times in a row; it will be tried again`);
      }
    },
    async cancel(name) {
      const gone = new DeleteScheduleCommand({ Name: name, GroupName: group });
      await succeeds(() => client.send(gone), "ResourceNotFoundException");
    },
  };
}

function describe(
  name: string,
  group: string,
  at: number,
  target: ScheduleTarget,
  what: object,
): CreateScheduleCommandInput {
  return {
    Name: name,
    GroupName: group,
    ScheduleExpression: `at(${utcSecond(at)})`,
    ScheduleExpressionTimezone: "UTC",
    // Journeys that begin at the same hour are spread, so that they do not all ask for their executions at once.
    FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
    ActionAfterCompletion: "DELETE",
    Target: {
      Arn: target.functionArn,
      RoleArn: target.roleArn,
      Input: JSON.stringify(what),
      DeadLetterConfig: { Arn: target.deadLetterArn },
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
    },
  };
}

/** `2026-01-31T08:00:00`, never before the moment. */
function utcSecond(at: number): string {
  return new Date(Math.ceil(at / 1000) * 1000).toISOString().slice(0, 19);
}

/** False when it fails with this error; other errors are thrown. */
async function succeeds(call: () => Promise<unknown>, unless: string): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (isNamed(error, unless)) return false;
    throw error;
  }
}
