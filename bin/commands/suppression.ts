import type { Command } from "commander";
import { stackCommand, stackOptions } from "./operate/stack-command.ts";
import type { ExportListOptions } from "./suppression/export.ts";
import type { ImportListOptions } from "./suppression/import.ts";
import type { LiftOptions } from "./suppression/lift.ts";
import type { SyncOptions } from "./suppression/sync.ts";

export function addSuppression(program: Command): void {
  const suppression = program
    .command("suppression")
    .description("Addresses that are never mailed: take lists in and out, keep in step with SES, look up, lift.")
    .helpGroup("A deployed stack:");
  for (const add of [addImport, addExport, addSync, addShow, addLift]) add(suppression);
}

function addImport(suppression: Command): void {
  stackCommand(suppression, "import", "Take in a list of addresses that are never to be mailed.")
    .argument("<file>", "a CSV file with a column of addresses")
    .option("--unsubscribed", "they said no to marketing, and may get what serves them")
    .option("--dry", "only say what would come of it")
    .option("--per-second <number>", "addresses written in a second, 1 to 1000", "200")
    .addHelpText(
      "after",
      `
Columns are found by their name: address or e-mail, reason, date, source; so are
those of Mailchimp, Klaviyo, Mailgun, SES and of our own export. Faulty lines are
told and left out. What is known already stays as it is, so the same file again
changes nothing. No address is ever printed. Exit code 1 when lines were left out.

Examples:
  npx regulars suppression import cleaned.csv --stack RegularsProd --dry
  npx regulars suppression import cleaned.csv --stack RegularsProd
  npx regulars suppression import left.csv --unsubscribed --stack RegularsProd`,
    )
    .action(async (file: string, _options, command: Command) => {
      const { importList } = await import("./suppression/import.ts");
      await importList(file, stackOptions<ImportListOptions>(command));
    });
}

function addExport(suppression: Command): void {
  stackCommand(suppression, "export", "All suppressed addresses and noes, as CSV. It is personal data.")
    .option("--file <file>", "write it to this file instead of printing it")
    .addHelpText(
      "after",
      `
Addresses are kept as hashes: those that no customer has any more stay empty. An
import takes the file back by its hashes, into the same stage. Reads the whole
State table, and says what that costs.

Examples:
  npx regulars suppression export --stack RegularsProd --file never.csv`,
    )
    .action(async (_options, command: Command) => {
      const { exportList } = await import("./suppression/export.ts");
      await exportList(stackOptions<ExportListOptions>(command));
    });
}

function addSync(suppression: Command): void {
  stackCommand(suppression, "sync", "Take over the addresses that SES does not mail in this account and region.")
    .option("--push", "also put on SES's list what is suppressed here, as far as a customer has the address")
    .option("--dry", "only say what would come of it")
    .addHelpText(
      "after",
      `
SES takes one request a second: --push takes an hour for 3,600 addresses. Stop it
with Ctrl+C and run it again: it goes on where it was. --push reads the whole
State table.

Examples:
  npx regulars suppression sync --stack RegularsProd
  npx regulars suppression sync --stack RegularsProd --push --dry`,
    )
    .action(async (_options, command: Command) => {
      const { syncLists } = await import("./suppression/sync.ts");
      await syncLists(stackOptions<SyncOptions>(command));
    });
}

function addShow(suppression: Command): void {
  stackCommand(suppression, "show", "What is known of an address: is it mailed, and why not?")
    .argument("<who>", "an address, the id of a customer, or a hash of the export")
    .addHelpText(
      "after",
      `
Examples:
  npx regulars suppression show ann@example.com --stack RegularsProd
  npx regulars suppression show c-42 --stack RegularsProd`,
    )
    .action(async (who: string, _options, command: Command) => {
      const { showAddress } = await import("./suppression/show.ts");
      await showAddress(who, stackOptions(command));
    });
}

function addLift(suppression: Command): void {
  stackCommand(suppression, "lift", "Have a suppressed address mailed again.")
    .argument("<who>", "an address, the id of a customer, or a hash of the export")
    .option("--ses", "also take it off SES's list; else SES may go on refusing it")
    .option("--complaint", "also when its reader reported a message as spam")
    .option("--go", "do it; without this it is only said what would be done")
    .addHelpText(
      "after",
      `
For an address that works again. A complaint must never be lifted, unless its
reader has asked for mail again themselves. A mailbox's no to marketing is lifted
by nobody: only a later yes of the customer overrules it.

Examples:
  npx regulars suppression lift ann@example.com --stack RegularsProd
  npx regulars suppression lift ann@example.com --ses --stack RegularsProd --go`,
    )
    .action(async (who: string, _options, command: Command) => {
      const { liftAddress } = await import("./suppression/lift.ts");
      await liftAddress(who, stackOptions<LiftOptions>(command));
    });
}
