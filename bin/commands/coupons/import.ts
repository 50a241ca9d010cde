import { type Fault, say } from "../../../lib/campaign/faults.ts";
import { type ImportedCodes, importCodes } from "../../../lib/operate/coupons/import-codes.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { row } from "../../../lib/simulate/print/lines.ts";
import { openGiven } from "../files.ts";
import { exitInterrupted, onInterrupt } from "../operate/interrupt.ts";
import { readRate } from "../operate/numbers.ts";
import { PRICES, priceOf, priceText } from "../operate/price.ts";
import { progressLine } from "../operate/progress-line.ts";
import { EXIT, print, printJson, remark } from "../output.ts";
import { faulty } from "../refused.ts";
import { type AtPlace, atTable, optionsOf } from "./at-place.ts";
import { checkPool, couponsOf } from "./pools.ts";
import { type CodeFile, readCodeFile } from "./read-file.ts";

export interface ImportCodesOptions {
  dryRun?: true;
  perSecond: string;
}

/** Numbers of a pool share a partition, which takes 1,000 write units a second; each is 2 of them in a transaction. */
const MOST_PER_SECOND = 400;
/** A file on this machine knows no such bound. */
const AT_ONCE = 1_000_000;

export async function importCoupons(coupon: string, path: string, place: AtPlace<ImportCodesOptions>): Promise<void> {
  const options = optionsOf(place);
  const perSecond = readRate("--per-second", options.perSecond, MOST_PER_SECOND);
  const isDry = options.dryRun === true;
  checkPool(await couponsOf(options), coupon);
  const file = await readCodeFile(path, await openGiven("coupons import", path));
  if (file.codes.length === 0 && file.faults.length > 0) throw faulty(file.faults);
  // Told whatever becomes of the place: a file can be mended before there is one.
  if (!options.json) for (const fault of file.faults) remark(say(fault));
  await atTable(place, async ({ table, time, isFree }) => {
    const progress = progressLine(options.json === true);
    const imported = await importCodes(
      {
        table,
        pace: createPace(isFree ? AT_ONCE : perSecond, time, onInterrupt()),
        onProgress: (done) => progress.show(`${number(done)} of ${number(file.codes.length)} codes`),
      },
      coupon,
      file.codes,
      { isDry },
    );
    progress.clear();
    const elsewhere = elsewhereFaults(path, imported);
    if (imported.isInterrupted) exitInterrupted();
    else if (file.faults.length + elsewhere.length > 0) process.exitCode = EXIT.faults;
    if (options.json) return printJson(summary(coupon, file, imported, isDry, isFree));
    for (const fault of elsewhere) remark(say(fault));
    print(printImportedCodes(coupon, path, file, imported, { isDry, isFree }).join("\n"));
  });
}

/** So many are told one by one. */
const MOST_TOLD = 20;

function elsewhereFaults(file: string, { elsewhere }: ImportedCodes): Fault[] {
  const what = "this code belongs to another coupon, or is a customer's own for friends";
  const fix = "take the line out, or have your shop make another code";
  const told = elsewhere.slice(0, MOST_TOLD).map(({ line }): Fault => ({ file, line, path: "code", what, fix }));
  const more = elsewhere.length - told.length;
  return more === 0 ? told : [...told, { file, path: "code", what: `${number(more)} more such codes`, fix }];
}

function summary(coupon: string, file: CodeFile, imported: ImportedCodes, isDry: boolean, isFree: boolean): object {
  const { codes, rows, duplicates, refused } = file;
  const { elsewhere, ...counts } = imported;
  const { reads, writes } = imported;
  return {
    coupon,
    dryRun: isDry,
    rows,
    codes: codes.length,
    duplicates,
    refused,
    ...counts,
    elsewhere: elsewhere.map(({ line }) => ({ line })),
    dollars: isFree ? 0 : priceOf({ reads, writes: isDry ? 0 : writes }),
  };
}

export function printImportedCodes(
  coupon: string,
  path: string,
  { codes, rows, duplicates, refused }: CodeFile,
  { added, known, elsewhere, reads, writes, isInterrupted }: ImportedCodes,
  { isDry, isFree }: { isDry: boolean; isFree: boolean },
): string[] {
  const some = (what: string, n: number, note = ""): string[] => (n === 0 ? [] : [row(what, n, note)]);
  const cost = isDry
    ? `Reading cost ${priceText({ reads })}; writing would cost ${priceText({ writes })}. ${PRICES}`
    : `${count(writes, "write unit")} and ${count(reads, "read")}: ${priceText({ reads, writes })}. ${PRICES}`;
  return [
    isDry ? `${path}: dry run, nothing is written` : path,
    row("lines", rows, `${number(codes.length)} different codes`),
    ...some("  left out, with faults", refused, "told above"),
    ...some("  told twice", duplicates, "taken once"),
    ...some("  known before", known, "left as they are"),
    ...some("  of something else", elsewhere.length, "told above"),
    row(isDry ? `would be added to ${coupon}` : `added to ${coupon}`, added),
    ...(isInterrupted ? ["", "Stopped. Run the same command again: it goes on where it was."] : []),
    ...(isFree ? [] : ["", cost]),
  ];
}
