import { join } from "node:path";
import { type Command, Option } from "commander";
import type { Common } from "../project.ts";
import { Refused } from "../refused.ts";

/** Options of every command that works on a deployed stack. */
export interface StackOptions extends Common {
  stack: string;
  region?: string;
  profile?: string;
}

/** Options of a command on the local server's database. */
export interface LocalOptions extends Common {
  local: true;
  /** Within the project's folder. */
  db: string;
}

/** Where help lists commands that also know the local server. */
export const PLACES = "A deployed stack, or the local server with --local:";

/** A command that works on a deployed stack. */
export function stackCommand(
  program: Command,
  name: string,
  description: string,
  { isNeeded } = { isNeeded: true },
): Command {
  return program
    .command(name)
    .description(description)
    .helpGroup("A deployed stack:")
    .addOption(new Option("--stack <name>", "the stack, such as RegularsProd").makeOptionMandatory(isNeeded))
    .option("--region <code>", "its AWS region; else the one that is configured")
    .option("--profile <name>", "the AWS profile to use; else the one that is configured");
}

/** A command on a deployed stack that also knows the local server's database: `--local` in place of `--stack`. */
export function placeCommand(program: Command, name: string, description: string): Command {
  return stackCommand(program, name, description, { isNeeded: false })
    .helpGroup(PLACES)
    .option("--local", "the local server's database in place of a stack")
    .option("--db <file>", "with --local: another database", join(".regulars", "local.db"));
}

/** Where a {@link placeCommand} is to work. Throws Refused unless one place is said. */
export function placeOf<Own extends object>(
  command: Command,
): { local: LocalOptions & Own } | { stack: StackOptions & Own } {
  const options = command.optsWithGlobals<Partial<StackOptions> & Partial<LocalOptions> & Own>();
  if ((options.local === true) === (options.stack !== undefined)) {
    throw new Refused(`${command.name()}: say where: --stack RegularsProd for a deployed stack, or --local`);
  }
  return options.local === true ? { local: options as LocalOptions & Own } : { stack: stackOptions<Own>(command) };
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
