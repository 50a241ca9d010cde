import type { Command } from "commander";
import type { ReplayOptions } from "./operate/replay.ts";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";

export function addReplay(program: Command): void {
  stackCommand(program, "replay", "Apply events of the Events table once more. What was applied counts no second time.")
    .option("--from <when>", "only what happened from then on: 2026-11-30, or 2026-11-30T18:00:00+07:00")
    .option("--to <when>", "only what happened until then; a day is included")
    .option("--customer <id>", "only this customer's events")
    .option("--go", "do it; without this the events are only counted")
    .option("--per-second <number>", "events handed over in a second, 1 to 500", "100")
    .option("--anew", "begin at the beginning, also where an earlier run was cut short")
    .addHelpText(
      "after",
      `
For events that were lost on their way: a function that failed for hours, a batch
that redrive names. Days are in UTC. Times are of when things happened, as the
events say; one that came late happened earlier than it came.

Without --customer the whole table is read. Stop it with Ctrl+C and run the same
command again: it goes on where it was.

Examples:
  npx regulars replay --stack RegularsProd --from 2026-11-20
  npx regulars replay --stack RegularsProd --from 2026-11-20 --go
  npx regulars replay --stack RegularsProd --customer c-42 --go`,
    )
    .action(async (_options, command: Command) => {
      const { replayEvents } = await import("./operate/replay.ts");
      await replayEvents(stackOptions<ReplayOptions>(command));
    });
}
