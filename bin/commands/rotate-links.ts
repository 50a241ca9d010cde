import type { Command } from "commander";
import type { RotateOptions } from "./operate/rotate-links.ts";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";

export function addRotateLinks(program: Command): void {
  stackCommand(program, "rotate-links", "Sign the links in messages with a new key; links that went out stay good.")
    .option("--drop-oldest", "when there are ten keys: take the oldest away, and its links with it")
    .addHelpText(
      "after",
      `
For when a key may have been seen by somebody, or once a year. The new key signs
from now on, the old ones still open the pages of old messages. Whoever has an
old key can still forge links with it, until it is dropped.

Examples:
  npx regulars rotate-links --stack RegularsProd
  npx regulars rotate-links --stack RegularsProd --drop-oldest`,
    )
    .action(async (_options, command: Command) => {
      const { rotateLinkKeys } = await import("./operate/rotate-links.ts");
      await rotateLinkKeys(stackOptions<RotateOptions>(command));
    });
}
