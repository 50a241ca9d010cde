import { exportFromFile } from "../../../lib/local/rights/file.ts";
import { count } from "../../../lib/simulate/numbers.ts";
import { writeGiven } from "../files.ts";
import type { ExportOptions } from "../operate/export.ts";
import type { LocalOptions } from "../operate/stack-command.ts";
import { EXIT, print, printJson } from "../output.ts";
import { Refused } from "../refused.ts";
import { databaseOf, refusedDatabase } from "./database.ts";

export async function exportLocally(customer: string, options: LocalOptions & ExportOptions): Promise<void> {
  const { out, json } = options;
  const path = databaseOf(options);
  const exported = await exportFromFile(path, customer).catch(refusedDatabase);
  if (exported === undefined) {
    throw new Refused(
      `nothing is known about a customer "${customer}" in ${path}; ids are the shop's own`,
      EXIT.faults,
    );
  }
  if (out === undefined) return printJson(exported);
  await writeGiven("--out", out, `${JSON.stringify(exported, null, 2)}\n`);
  const { events, records, messages } = exported;
  if (json) return printJson({ out, events: events.length, records: records.length, messages: messages.length });
  print(`${out}: ${count(records.length, "record")}, ${count(messages.length, "message")}`);
}
