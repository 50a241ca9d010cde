import { say } from "../../../lib/campaign/faults.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { importEntries, type Taken } from "../../../lib/operate/suppression/import-list.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { row } from "../../../lib/simulate/print/lines.ts";
import { openGiven } from "../files.ts";
import { atKeyedDesk } from "../operate/at-desk.ts";
import { exitInterrupted, onInterrupt } from "../operate/interrupt.ts";
import { readRate } from "../operate/numbers.ts";
import { PRICES, priceOf, priceText } from "../operate/price.ts";
import { progressLine } from "../operate/progress-line.ts";
import type { StackOptions } from "../operate/stack-command.ts";
import { EXIT, print, printJson, remark } from "../output.ts";
import { faulty } from "../refused.ts";
import { type ListFile, readListFile } from "./read-file.ts";

export interface ImportListOptions {
  unsubscribed?: true;
  dry?: true;
  perSecond: string;
}

export async function importList(path: string, options: StackOptions & ImportListOptions): Promise<void> {
  const perSecond = readRate("--per-second", options.perSecond, 1_000);
  const isDry = options.dry === true;
  const content = await openGiven("suppression import", path);
  await atKeyedDesk(options, async (desk) => {
    const about = { addresses: desk.addresses, isNo: options.unsubscribed === true, now: desk.now() };
    const file = await readListFile(path, content, about);
    if (file.entries.length === 0 && file.faults.length > 0) throw faulty(file.faults);
    if (!options.json) for (const fault of file.faults) remark(say(fault));
    const progress = progressLine(options.json === true);
    const taken = await importEntries(
      {
        table: desk.table,
        pace: createPace(perSecond, desk.time, onInterrupt()),
        onProgress: (done) => progress.show(`${number(done)} of ${number(file.entries.length)} addresses`),
      },
      file.entries,
      { isDry },
    );
    progress.clear();
    if (taken.isInterrupted) exitInterrupted();
    else if (file.faults.length > 0) process.exitCode = EXIT.faults;
    if (!options.json) return print(printImported(path, file, taken, isDry).join("\n"));
    const { entries, ...counts } = file;
    printJson({ dryRun: isDry, ...counts, addresses: entries.length, ...taken, dollars: dollarsOf(taken, isDry) });
  });
}

function dollarsOf({ reads, writes }: Taken, isDry: boolean): number {
  return priceOf({ reads, writes: isDry ? 0 : writes });
}

export function printImported(path: string, file: ListFile, taken: Taken, isDry: boolean): string[] {
  const { entries, rows, refused, duplicates, passedOver, undated } = file;
  const { suppressed, noes, reads, writes, isInterrupted } = taken;
  const some = (what: string, n: number, note = ""): string[] => (n === 0 ? [] : [row(what, n, note)]);
  return [
    isDry ? `${path}: dry run, nothing is written` : path,
    row("rows", rows, `${number(new Set(entries.map(({ hash }) => hash)).size)} different addresses`),
    ...some("  left out, with faults", refused, "told above"),
    ...some("  told twice", duplicates, "the first reason counts, and the last no"),
    ...some("  of people who are mailed", passedOver, "passed over"),
    ...some("  without a date that can be read", undated, "counted from now"),
    row(isDry ? "would be suppressed" : "suppressed", suppressed.taken, knownNote(suppressed.known)),
    row(isDry ? "noes to marketing that would be kept" : "noes to marketing", noes.taken, knownNote(noes.known)),
    "",
    ...(isInterrupted ? ["Stopped. Run the same command again: what is written stays as it is."] : []),
    "Journeys of customers with these addresses are not looked up: their next message finds out.",
    isDry
      ? `Reading cost ${priceText({ reads })}; writing would cost ${priceText({ writes })}. ${PRICES}`
      : `${count(writes, "write")} and ${count(reads, "read")}: ${priceText({ reads, writes })}. ${PRICES}`,
  ];
}

function knownNote(known: number): string {
  return known === 0 ? "" : `${number(known)} known before: left as they are`;
}
