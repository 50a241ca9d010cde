import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { describe, expect, it } from "vitest";
import { createSchedules } from "../../lib/aws/schedules.ts";
import { type Call, fakeAws } from "./support/aws.ts";

const NOW = Date.parse("2026-01-01T12:00:00Z");
const WHAT = { customer: "c-42", campaign: "win-back", enrollment: "e1" };
const TARGET = { functionArn: "arn:begin", roleArn: "arn:role", deadLetterArn: "arn:letters" };

function given(answer: (call: Call) => object = () => ({ ScheduleArn: "arn:schedule" })) {
  const aws = fakeAws(answer);
  const client = new SchedulerClient(aws.settings);
  const schedules = createSchedules({ client, group: "prod", target: () => TARGET, now: () => NOW });
  return { schedules, calls: aws.calls, made: () => aws.calls.map(({ operation }) => operation) };
}

describe("schedules", () => {
  it("call begin once, at their time in UTC or soon after, and delete themselves", async () => {
    const { schedules, calls } = given();
    await schedules.set("e1", Date.parse("2026-03-02T08:30:00.250Z"), WHAT);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.operation).toBe("POST /schedules/e1");
    expect(calls[0]?.body).toMatchObject({
      GroupName: "prod",
      ScheduleExpression: "at(2026-03-02T08:30:01)",
      ScheduleExpressionTimezone: "UTC",
      FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
      ActionAfterCompletion: "DELETE",
      Target: {
        Arn: "arn:begin",
        RoleArn: "arn:role",
        Input: JSON.stringify(WHAT),
        DeadLetterConfig: { Arn: "arn:letters" },
      },
    });
    expect(calls[0]?.body.Target.RetryPolicy.MaximumEventAgeInSeconds).toBe(86_400);
  });

  it.each([NOW - 86_400_000, NOW, NOW + 30_000])(
    "are a minute ahead at least, where they should be at %d",
    async (at) => {
      const { schedules, calls } = given();
      await schedules.set("e1", at, WHAT);
      expect(calls[0]?.body.ScheduleExpression).toBe("at(2026-01-01T12:01:00)");
    },
  );

  it("take the place of an earlier one of their name", async () => {
    const { schedules, calls, made } = given(({ operation }) =>
      operation.startsWith("POST") ? { fault: "ConflictException", status: 409 } : { ScheduleArn: "arn:schedule" },
    );
    await schedules.set("e1", NOW + 3_600_000, WHAT);
    expect(made()).toEqual(["POST /schedules/e1", "PUT /schedules/e1"]);
    expect(calls[1]?.body).toMatchObject({
      ScheduleExpression: "at(2026-01-01T13:00:00)",
      Target: { Arn: "arn:begin" },
    });
  });

  it("are made anew when the earlier one comes due in that moment", async () => {
    let creations = 0;
    const { schedules, made } = given(({ operation }) => {
      if (operation.startsWith("PUT")) return { fault: "ResourceNotFoundException", status: 404 };
      creations++;
      return creations === 1 ? { fault: "ConflictException", status: 409 } : { ScheduleArn: "arn:schedule" };
    });
    await schedules.set("e1", NOW + 3_600_000, WHAT);
    expect(made()).toEqual(["POST /schedules/e1", "PUT /schedules/e1", "POST /schedules/e1"]);
  });

  it("are cancelled, also when there is none", async () => {
    for (const answer of [{}, { fault: "ResourceNotFoundException", status: 404 }]) {
      const { schedules, made } = given(() => answer);
      await schedules.cancel("e1");
      expect(made()).toEqual([expect.stringMatching(/^DELETE \/schedules\/e1/)]);
    }
  });

  it("throw what Scheduler cannot do now", async () => {
    const { schedules } = given(() => ({ fault: "ThrottlingException", status: 429 }));
    await expect(schedules.set("e1", NOW, WHAT)).rejects.toMatchObject({ name: "ThrottlingException" });
    await expect(schedules.cancel("e1")).rejects.toMatchObject({ name: "ThrottlingException" });
  });
});
