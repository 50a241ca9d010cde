import { GetScheduleCommand } from "@aws-sdk/client-scheduler";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, test } from "vitest";
import { stageWatch } from "../../../lib/journey/hash.ts";
import { partitionOf } from "../../../lib/journey/keys.ts";
import { DAY, purchase } from "../../support/events.ts";
import { PATIENCE } from "../journeys/ask.ts";
import { person } from "../journeys/people.ts";
import { comesDue } from "../journeys/schedules.ts";
import type { Stage } from "../journeys/stage.ts";
import { eventually } from "../support/eventually.ts";

/** Twice and four times the 45 days of shop.json. */
const [AT_RISK_AFTER, LAPSED_AFTER] = [90 * DAY, 180 * DAY];

/** Stages of customers, which time alone changes. */
export function stages(given: () => Stage): void {
  const watchOf = (customer: string, to: string) =>
    given().aws.schedules.send(
      new GetScheduleCommand({ Name: stageWatch(customer, to), GroupName: given().output("ScheduleGroup") }),
    );
  const secondOf = (at: number) => `at(${new Date(Math.ceil(at / 1000) * 1000).toISOString().slice(0, 19)})`;

  describe.concurrent("a stage", () => {
    test("changes when nothing has been bought for so long, by an event through the shop's own door", async () => {
      const { aws, output, table, tells, profile } = given();
      // In a few seconds it has been so long.
      const changes = Date.now() + 20_000;
      const at = changes - AT_RISK_AFTER;
      await tells(purchase("quiet-one", { at, ...person("quiet-one") }));
      await eventually("the watch", () => watchOf("quiet-one", "at risk"), PATIENCE);
      expect(await profile("quiet-one")).toMatchObject({ stage: "new" });
      await eventually("its time", async () => (Date.now() > changes ? true : undefined), PATIENCE);

      await comesDue(given(), { id: stageWatch("quiet-one", "at risk") });

      await eventually(
        "the stage changes",
        async () => ((await profile("quiet-one")).stage === "at risk" ? true : undefined),
        PATIENCE,
      );
      const { Items = [] } = await aws.tables.send(
        new QueryCommand({
          TableName: output("EventsTable"),
          KeyConditionExpression: "customerId = :customer",
          ExpressionAttributeValues: { ":customer": "quiet-one" },
        }),
      );
      const look = Items.find(({ type }) => type === "profile");
      expect(look).toMatchObject({ eventId: expect.stringMatching(/^stage-\d+$/), customer: {} });
      // It follows from the look, in a transaction of its own.
      const told = await eventually(
        "the change is told",
        async () => {
          const { items } = await table.query(partitionOf("quiet-one"), { prefix: `event#${look?.eventId}~` });
          return items.length > 0 ? items : undefined;
        },
        PATIENCE,
      );
      expect(told).toMatchObject([{ type: "stage.changed", facts: { from: "new", to: "at risk" } }]);
      const next = await eventually("the next watch", () => watchOf("quiet-one", "lapsed"), PATIENCE);
      expect(next.ScheduleExpression).toBe(secondOf(at + LAPSED_AFTER));
    });
  });
}
