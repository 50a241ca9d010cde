import type { Command } from "commander";
import { Option } from "commander";
import type { BackfillOptions } from "./operate/backfill.ts";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";

export function addBackfill(program: Command): void {
  stackCommand(program, "backfill", "Enroll past customers in a campaign that came after their orders.")
    .argument("<campaign>", "the campaign's id")
    .option("--go", "do it; without this it is only said what would happen")
    .option("--per-second <number>", "people enrolled in a second, 1 to 200", "20")
    .addOption(
      new Option("--late <what>", "those whose journey should have begun days ago: leave them out, or begin it now")
        .choices(["skip", "start"])
        .default("skip"),
    )
    .option("--anew", "begin at the beginning, also where an earlier run was cut short")
    .addHelpText(
      "after",
      `
Each customer's newest event that would have started the campaign counts, and
what came after it must not have stopped the journey. The rules are those of the
version that is on in the stack, so --project must be the folder that was
deployed. Consent, holdout, hours and limits hold as always.

The whole Events table is read. Nobody is enrolled twice. Stop it with Ctrl+C and
run the same command again: it goes on where it was.

Examples:
  npx regulars backfill win-back --stack RegularsProd
  npx regulars backfill win-back --stack RegularsProd --go
  npx regulars backfill win-back --stack RegularsProd --late start --per-second 5 --go`,
    )
    .action(async (campaign: string, _options, command: Command) => {
      const { backfillCampaign } = await import("./operate/backfill.ts");
      await backfillCampaign(campaign, stackOptions<BackfillOptions>(command));
    });
}
