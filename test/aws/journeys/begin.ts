import { GetScheduleCommand } from "@aws-sdk/client-scheduler";
import { describe, expect, test } from "vitest";
import type { Past } from "../../../lib/journey/records.ts";
import { eventually } from "../support/eventually.ts";
import { enrolled, execution, gets, hasNoExecution, PATIENCE, stepsSent } from "./ask.ts";
import { buys } from "./people.ts";
import type { Stage } from "./stage.ts";

/** Journeys whose first step is a wait. */
export function begin(given: () => Stage): void {
  const scheduleOf = (name: string) =>
    given().aws.schedules.send(new GetScheduleCommand({ Name: name, GroupName: given().output("ScheduleGroup") }));

  describe.concurrent("a journey after a leading wait", () => {
    test("is begun by its schedule, which is gone then", async () => {
      await given().tells(buys("quiet", { daysAgo: 60 }));
      const enrollment = await enrolled(given(), "quiet", "win-back");
      expect(enrollment).toMatchObject({ status: "scheduled" });
      await hasNoExecution(given(), enrollment);
      const schedule = await scheduleOf(enrollment.id);
      expect(schedule).toMatchObject({ ActionAfterCompletion: "DELETE", State: "ENABLED" });
      expect(JSON.parse(schedule.Target?.Input ?? "")).toEqual({
        customer: "quiet",
        campaign: "win-back",
        enrollment: enrollment.id,
      });

      await gets(given(), "quiet", "we-miss-you");

      await enrolled(given(), "quiet", "win-back", ({ status, begun }) => status === "running" && begun === true);
      await expect(scheduleOf(enrollment.id)).rejects.toThrow(/not exist|not found/i);
      expect((await execution(given(), enrollment)).states).toEqual(["Send we-miss-you, wait for clicked (3 days)"]);
    });

    test("that is stopped before leaves no schedule, starts nothing and says nothing", async () => {
      await given().tells(buys("faithful", { daysAgo: 50 }));
      const first = await enrolled(given(), "faithful", "win-back");
      await eventually("the schedule", () => scheduleOf(first.id), PATIENCE);

      await given().tells(buys("faithful"));

      const past: Past = await eventually(
        "the first journey is over",
        async () => (await given().past("faithful")).find(({ id }) => id === first.id),
        PATIENCE,
      );
      expect(past).toMatchObject({ status: "ended", outcome: "won back" });
      expect(past.begun).toBeUndefined();
      await eventually(
        "the schedule is gone",
        () =>
          scheduleOf(first.id).then(
            () => undefined,
            () => true,
          ),
        PATIENCE,
      );
      await hasNoExecution(given(), first);
      const second = await enrolled(given(), "faithful", "win-back");
      expect(second.id).not.toBe(first.id);
      await eventually("the schedule of the second", () => scheduleOf(second.id), PATIENCE);
      expect(stepsSent(given(), "faithful")).not.toContain("we-miss-you");
    });
  });
}
