import type { Command } from "commander";
import type { PauseOptions } from "./operate/pausing.ts";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";

export function addPause(program: Command): void {
  stackCommand(program, "pause", "Hold everybody in a campaign before their next message, until you resume it.")
    .argument("[campaign]", "the campaign's id")
    .option("--all", "every campaign")
    .option("--marketing", "marketing messages of every campaign; transactional ones go on")
    .addHelpText(
      "after",
      `
It takes effect at once. Whoever comes to a message is held there; waits go on
running. Holding costs two state transitions a person, once.

Examples:
  npx regulars pause win-back --stack RegularsProd
  npx regulars pause --all --stack RegularsProd`,
    )
    .action(async (campaign: string | undefined, _options, command: Command) => {
      const { pauseCampaign } = await import("./operate/pausing.ts");
      await pauseCampaign(campaign, stackOptions<PauseOptions>(command));
    });
}
