import { eraseFromFile } from "../../../lib/local/rights/file.ts";
import { count } from "../../../lib/simulate/numbers.ts";
import type { ForgetOptions } from "../operate/forget.ts";
import type { LocalOptions } from "../operate/stack-command.ts";
import { EXIT, print, printJson } from "../output.ts";
import { Refused } from "../refused.ts";
import { databaseOf, refusedDatabase } from "./database.ts";

export async function forgetLocally(customer: string, options: LocalOptions & ForgetOptions): Promise<void> {
  const path = databaseOf(options);
  if (options.yes !== true) {
    throw new Refused(
      `forget: this erases everything about ${customer} in ${path}, and nothing can bring it back; add --yes to do it`,
    );
  }
  const erased = await eraseFromFile(path, customer).catch(refusedDatabase);
  if (!erased.isScrubbed) process.exitCode = EXIT.faults;
  if (options.json) return printJson({ customer, ...erased });
  const { records, rows, journeys, isScrubbed } = erased;
  print(
    records + rows === 0
      ? `There is nothing about ${customer}.`
      : `Erased ${customer}: ${count(records, "record")}, ${count(journeys, "journey")}, ${count(rows, "row")} beside them.`,
  );
  print(
    isScrubbed
      ? "The file was written anew: nothing of what was deleted is left in it."
      : "Another program reads the database, so that its journal still has what was erased. Close that one, and run this again.",
  );
}
