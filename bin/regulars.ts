#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { addBackfill } from "./commands/backfill.ts";
import { addCheck } from "./commands/check.ts";
import { addCompile } from "./commands/compile.ts";
import { addCoupons } from "./commands/coupons.ts";
import { addDiagram } from "./commands/diagram.ts";
import { addExport } from "./commands/export.ts";
import { addForget } from "./commands/forget.ts";
import { addNew } from "./commands/new.ts";
import { EXIT, endQuietlyWithItsReader, printJson, remark } from "./commands/output.ts";
import { addPause } from "./commands/pause.ts";
import { addPreview } from "./commands/preview.ts";
import { addRedrive } from "./commands/redrive.ts";
import { Refused } from "./commands/refused.ts";
import { addReplay } from "./commands/replay.ts";
import { addResume } from "./commands/resume.ts";
import { addRotateLinks } from "./commands/rotate-links.ts";
import { addSimulate } from "./commands/simulate.ts";
import { addStart } from "./commands/start.ts";
import { addStatus } from "./commands/status.ts";
import { addSuppression } from "./commands/suppression.ts";
import { addTidy } from "./commands/tidy.ts";
import { addValidate } from "./commands/validate.ts";

const program = new Command("regulars")
  .description("Retention and advocacy campaigns that your shop owns: JSON in, journeys out.")
  .version("0.1.0", "--version", "print the version")
  .helpOption("-h, --help", "print this help")
  .option("--project <folder>", "the shop's folder, which has shop.json in it", ".")
  .option("--json", "print one JSON value, for scripts")
  .showHelpAfterError("(run with --help to see what there is)")
  .exitOverride()
  .addHelpText(
    "after",
    `
A first quarter of an hour:
  npm start                             try it all here, with a made-up shop
  npx regulars new                      which campaigns come with Regulars?
  npx regulars validate                 are my campaigns and templates right?
  npx regulars diagram win-back --text  what does this campaign do?
  npx regulars preview we-miss-you      what will the customer read?
  npx regulars simulate --orders orders.csv
                                        what would my past orders have brought?

Each command has its own help: npx regulars simulate --help

Exit codes: 0 done, 1 your files have faults or something is left to do, 2 it
cannot be done as it was asked, 3 a fault of Regulars itself, 130 stopped.`,
  );

for (const add of [addNew, addValidate, addCompile, addDiagram, addPreview, addSimulate, addStart]) add(program);
for (const add of [addCheck, addStatus, addPause, addResume, addRedrive, addReplay, addBackfill]) add(program);
for (const add of [addExport, addForget, addSuppression, addCoupons, addTidy, addRotateLinks]) add(program);

endQuietlyWithItsReader();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = answer(error);
}

/** A person's mistake is answered with words; only a fault of ours shows where in the code it happened. */
function answer(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    if (isForScripts()) printJson({ error: error.message.replace(/^error: /, ""), faults: [] });
    return EXIT.usage;
  }
  if (error instanceof Refused) {
    remark(error.message);
    if (isForScripts()) printJson({ error: error.message, faults: error.faults });
    return error.exitCode;
  }
  const said = error instanceof Error ? error.message : String(error);
  remark(`This is a fault of Regulars, not yours:\n${error instanceof Error ? error.stack : said}`);
  if (isForScripts()) printJson({ error: `a fault of Regulars: ${said}`, faults: [] });
  return EXIT.internal;
}

/** Also where the options could not be parsed. */
function isForScripts(): boolean {
  return process.argv.includes("--json");
}
