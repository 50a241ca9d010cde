import { createPace } from "../../../lib/operate/pace.ts";
import { openAddressBook } from "../../../lib/operate/suppression/address-book.ts";
import { openSesList, SES_RATE } from "../../../lib/operate/suppression/ses-list.ts";
import { type Synced, syncWithSes } from "../../../lib/operate/suppression/sync.ts";
import { count } from "../../../lib/simulate/numbers.ts";
import { row } from "../../../lib/simulate/print/lines.ts";
import { atKeyedDesk } from "../operate/at-desk.ts";
import { exitInterrupted, onInterrupt } from "../operate/interrupt.ts";
import { minutesText, PRICES, priceOf, priceText } from "../operate/price.ts";
import { progressLine } from "../operate/progress-line.ts";
import type { StackOptions } from "../operate/stack-command.ts";
import { print, printJson, remark } from "../output.ts";
import { printScan } from "./export.ts";

export interface SyncOptions {
  push?: true;
  dry?: true;
}

/** Writes to the State table in a second. */
const WRITES = 200;

export async function syncLists(options: StackOptions & SyncOptions): Promise<void> {
  const isDry = options.dry === true;
  const push = options.push === true;
  await atKeyedDesk(options, async (desk) => {
    const book = openAddressBook(desk.clients.dynamo, desk.stack.outputs.StateTable, desk.addresses);
    if (push && !options.json) remark(printScan(await book.size()));
    const signal = onInterrupt();
    const progress = progressLine(options.json === true);
    const synced = await syncWithSes(
      {
        table: desk.table,
        addresses: desk.addresses,
        list: openSesList(desk.clients.ses, createPace(SES_RATE, desk.time, signal)),
        book,
        pace: createPace(WRITES, desk.time, signal),
        onProgress: (words) => progress.show(words),
      },
      { push, isDry },
    );
    progress.clear();
    if (synced.isInterrupted) exitInterrupted();
    const { reads, writes } = synced;
    const dollars = priceOf({ reads, writes: isDry ? 0 : writes });
    if (options.json) return printJson({ dryRun: isDry, ...synced, dollars });
    print(printSynced(synced, desk.stack.region, isDry).join("\n"));
  });
}

export function printSynced(synced: Synced, region: string, isDry: boolean): string[] {
  const { listed, suppressed, pushed, reads, writes, isInterrupted } = synced;
  return [
    ...(isDry ? ["Dry run, nothing is changed."] : []),
    row("on SES's list", listed, `of this account in ${region}`),
    row(isDry ? "  would be suppressed here, too" : "  new: suppressed here, too", suppressed.taken),
    row("  suppressed here before", suppressed.known),
    ...(pushed === undefined ? [] : printPushed(pushed, isDry)),
    "",
    ...(isInterrupted ? ["Stopped. Run the same command again: it goes on where it was."] : []),
    isDry
      ? `Reading cost ${priceText({ reads })}; writing would cost ${priceText({ writes })}. ${PRICES}`
      : `${count(writes, "write")} and ${count(Math.ceil(reads), "read")}: ${priceText({ reads, writes })}. ${PRICES}`,
  ];
}

function printPushed({ added, known }: NonNullable<Synced["pushed"]>, isDry: boolean): string[] {
  const note = isDry && added > 0 ? `it takes about ${minutesText(added, SES_RATE)}` : "";
  return [
    row("suppressed here, of customers of now", added + known),
    row(isDry ? "  would be put on SES's list" : "  put on SES's list", added, note),
    row("  on SES's list before", known),
  ];
}
