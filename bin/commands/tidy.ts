import type { Command } from "commander";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";
import type { TidyOptions } from "./operate/tidy.ts";

export function addTidy(program: Command): void {
  stackCommand(program, "tidy", "Delete state machines of earlier versions that nobody is in any more.")
    .option("--go", "do it; without this they are only listed")
    .addHelpText(
      "after",
      `
People finish the version of a campaign that they started, so a deployment leaves
the machines of earlier versions in place. They cost nothing; an account takes
100,000 of them. One goes only when the figures and Step Functions both know of
nobody in it. Machines of this stack that no version has, such as a deployment
leaves that was rolled back, are listed, too, and go when nothing runs in them.

Examples:
  npx regulars tidy --stack RegularsProd
  npx regulars tidy --stack RegularsProd --go`,
    )
    .action(async (_options, command: Command) => {
      const { tidyMachines } = await import("./operate/tidy.ts");
      await tidyMachines(stackOptions<TidyOptions>(command));
    });
}
