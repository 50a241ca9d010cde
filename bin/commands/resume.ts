import type { Command } from "commander";
import type { PauseOptions } from "./operate/pausing.ts";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";

export function addResume(program: Command): void {
  stackCommand(program, "resume", "Let a paused campaign go on, and everybody who is held in it.")
    .argument("[campaign]", "the campaign's id")
    .option("--all", "every campaign, but those that were paused by themselves")
    .option("--marketing", "marketing messages of every campaign; transactional ones go on")
    .addHelpText(
      "after",
      `
People are let go at 100 a second, and get their message within the hours and
limits that always hold. Stop it with Ctrl+C and run it again: it goes on with
those who are still held.

Examples:
  npx regulars resume win-back --stack RegularsProd
  npx regulars resume --all --stack RegularsProd`,
    )
    .action(async (campaign: string | undefined, _options, command: Command) => {
      const { resumeCampaign } = await import("./operate/pausing.ts");
      await resumeCampaign(campaign, stackOptions<PauseOptions>(command));
    });
}
