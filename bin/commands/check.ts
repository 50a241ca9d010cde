import type { Command } from "commander";
import type { CheckOptions } from "./check/run.ts";

export function addCheck(program: Command): void {
  program
    .command("check")
    .description("Will mail of this shop be delivered? Looks at the files, the DNS, SES and a stack's figures.")
    .option("--stage <name>", "the stage of deploy.json that says where; else the only one")
    .option("--stack <name>", "a deployed stack, such as RegularsProd: looks at its part of SES and its figures, too")
    .option("--region <code>", "the AWS region; else the stage's, else the one that is configured")
    .option("--profile <name>", "the AWS profile to use; else the one that is configured")
    .option("--offline", "ask neither the DNS nor AWS")
    .addHelpText(
      "after",
      `
Changes nothing. Exit code 1 when there is an error, so that a deployment can
stop on it; what could not be asked is said, and is no error.

Examples:
  npx regulars check
  npx regulars check --stage prod
  npx regulars check --stack RegularsProd --json`,
    )
    .action(async (_options, command: Command) => {
      const { runCheck } = await import("./check/run.ts");
      await runCheck(command.optsWithGlobals<CheckOptions>());
    });
}
