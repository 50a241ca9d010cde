import { openAddressBook } from "../../../lib/operate/suppression/address-book.ts";
import { type WrittenList, writeList } from "../../../lib/operate/suppression/csv/write-list.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { row } from "../../../lib/simulate/print/lines.ts";
import { writeGiven } from "../files.ts";
import { atKeyedDesk } from "../operate/at-desk.ts";
import { PRICES, priceOf, priceText, scanUsage } from "../operate/price.ts";
import { progressLine } from "../operate/progress-line.ts";
import type { StackOptions } from "../operate/stack-command.ts";
import { print, printJson, remark } from "../output.ts";

export interface ExportListOptions {
  file?: string;
}

export async function exportList(options: StackOptions & ExportListOptions): Promise<void> {
  const { file, json } = options;
  await atKeyedDesk(options, async (desk) => {
    const book = openAddressBook(desk.clients.dynamo, desk.stack.outputs.StateTable, desk.addresses);
    if (!json) remark(printScan(await book.size()));
    const progress = progressLine(json === true);
    const { known, units } = await book.read((items) => progress.show(`${number(items)} items`));
    progress.clear();
    const { text, ...counts } = writeList(known);
    if (file !== undefined) await writeGiven("--file", file, text);
    const dollars = priceOf({ reads: units });
    if (json) return printJson({ ...counts, dollars, ...(file === undefined ? { csv: text } : { file }) });
    if (file === undefined) {
      print(text);
      return remark(printExported("The list", counts, units).join("\n"));
    }
    print(printExported(file, counts, units).join("\n"));
  });
}

/** What reading the whole table will cost, said before it is read. */
export function printScan({ items, bytes }: { items: number; bytes: number }): string {
  const megabytes = number(Math.ceil(bytes / 1_000_000));
  return `Reads the whole State table, about ${number(items)} items and ${megabytes} MB: ${priceText(scanUsage(bytes))}.`;
}

export function printExported(where: string, list: Omit<WrittenList, "text">, units: number): string[] {
  const { suppressed, noes, withAddress, onlySoft } = list;
  return [
    where,
    row("suppressed addresses", suppressed),
    row("noes to marketing", noes),
    row("rows with an address", withAddress, "that a customer has now; others are hashes"),
    ...(onlySoft === 0 ? [] : [row("addresses left out", onlySoft, "some messages came back for now: still mailed")]),
    "",
    `Read ${count(Math.ceil(units), "unit")}: ${priceText({ reads: units })}. ${PRICES}`,
  ];
}
