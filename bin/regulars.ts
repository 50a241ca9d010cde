#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { addCompile } from "./commands/compile.ts";
import { addDiagram } from "./commands/diagram.ts";
import { EXIT, Refused } from "./commands/output.ts";
import { addPreview } from "./commands/preview.ts";
import { addSimulate } from "./commands/simulate.ts";
import { addStart } from "./commands/start.ts";
import { addValidate } from "./commands/validate.ts";

const program = new Command("regulars")
  .description("Retention and advocacy campaigns that your shop owns: JSON in, journeys out.")
  .version("0.1.0", "--version", "print the version")
  .helpOption("-h, --help", "print this help")
  .option("--project <folder>", "the shop's folder, with shop.json, campaigns/ and templates/", ".")
  .option("--json", "print one JSON value for scripts in place of words")
  .showHelpAfterError("(run with --help to see what there is)")
  .exitOverride()
  .addHelpText(
    "after",
    `
A first quarter of an hour:
  npm start                                     try it all on this machine, with a made-up shop
  npx regulars validate                         are my campaigns and templates right?
  npx regulars diagram win-back --text          what does this campaign do?
  npx regulars preview we-miss-you --locale th  what will the customer read?
  npx regulars simulate --orders orders.csv     what would have happened with my past orders?

Exit codes: 0 done, 1 your files have faults, 2 the command was not understood, 3 a fault of Regulars itself.
Each command has its own help: npx regulars simulate --help`,
  );

for (const add of [addValidate, addCompile, addDiagram, addPreview, addSimulate, addStart]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** A person's mistake is answered with words; only a fault of ours shows where in the code it happened. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof Refused) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(
    `This is a fault of Regulars, not yours:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return EXIT.internal;
}
