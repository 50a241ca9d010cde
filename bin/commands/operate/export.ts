import { exportCustomer } from "../../../lib/journey/export.ts";
import { count } from "../../../lib/simulate/numbers.ts";
import { writeGiven } from "../files.ts";
import { EXIT, print, printJson } from "../output.ts";
import { Refused } from "../refused.ts";
import { atKeyedDesk } from "./at-desk.ts";
import type { StackOptions } from "./stack-command.ts";

export interface ExportOptions {
  out?: string;
}

export async function exportOne(customer: string, options: StackOptions & ExportOptions): Promise<void> {
  const { out, json, stack } = options;
  await atKeyedDesk(options, async (desk) => {
    const exported = await exportCustomer(desk, customer, desk.events);
    const { events, records } = exported;
    if (events.length + records.length === 0) {
      throw new Refused(
        `nothing is known about a customer "${customer}" in ${stack}; ids are the shop's own`,
        EXIT.faults,
      );
    }
    if (out === undefined) return printJson(exported);
    await writeGiven("--out", out, `${JSON.stringify(exported, null, 2)}\n`);
    if (json) return printJson({ out, events: events.length, records: records.length });
    print(`${out}: ${count(events.length, "event")}, ${count(records.length, "record")}`);
  });
}
