import type { Command } from "commander";
import type { Common } from "../project.ts";

/** Options of every command that works on a deployed stack. */
export interface StackOptions extends Common {
  stack: string;
  region?: string;
  profile?: string;
}

/** A command that works on a deployed stack. */
export function stackCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .helpGroup("A deployed stack:")
    .requiredOption("--stack <name>", "the stack, such as RegularsProd")
    .option("--region <code>", "its AWS region; else the one that is configured")
    .option("--profile <name>", "the AWS profile to use; else the one that is configured");
}

/** The options that lead the next command to the same stack, as a person gave them. */
export function sameStack({ stack, region, profile }: StackOptions): string {
  return [
    `--stack ${stack}`,
    ...(region === undefined ? [] : [`--region ${region}`]),
    ...(profile === undefined ? [] : [`--profile ${profile}`]),
  ].join(" ");
}

/** With the options of the program itself. */
export function stackOptions<Own extends object>(command: Command): StackOptions & Own {
  return command.optsWithGlobals<StackOptions & Own>();
}
