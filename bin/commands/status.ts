import type { Command } from "commander";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";
import type { StatusOptions } from "./operate/status.ts";

export function addStatus(program: Command): void {
  stackCommand(program, "status", "How a deployed stack is doing: who is where in each campaign, and what came of it.")
    .argument("[campaign]", "only this campaign")
    .option("--from <day>", "figures from this day on, on the shop's clock")
    .option("--to <day>", "figures up to the end of this day")
    .addHelpText(
      "after",
      `
Figures are exact; they follow what happens within a minute. Steps are told in
the words of your campaign files when --project is their folder.

Examples:
  npx regulars status --stack RegularsProd
  npx regulars status win-back --stack RegularsProd --from 2026-11-01
  npx regulars status --stack RegularsProd --json`,
    )
    .action(async (campaign: string | undefined, _options, command: Command) => {
      const { status } = await import("./operate/status.ts");
      await status(campaign, stackOptions<StatusOptions>(command));
    });
}
