import { GetScheduleCommand, UpdateScheduleCommand } from "@aws-sdk/client-scheduler";
import { eventually } from "../support/eventually.ts";
import { PATIENCE } from "./ask.ts";
import type { Stage } from "./stage.ts";

/** Lets a leading wait be over, or a watch: its schedule, as it was set, comes due now. */
export async function comesDue({ aws, output }: Stage, { id }: { id: string }): Promise<void> {
  const name = { Name: id, GroupName: output("ScheduleGroup") };
  const { ActionAfterCompletion, FlexibleTimeWindow, Target } = await eventually(
    `schedule ${id}`,
    () => aws.schedules.send(new GetScheduleCommand(name)),
    PATIENCE,
  );
  const ScheduleExpression = `at(${new Date().toISOString().slice(0, 19)})`;
  await aws.schedules.send(
    new UpdateScheduleCommand({ ...name, ActionAfterCompletion, FlexibleTimeWindow, Target, ScheduleExpression }),
  );
}
