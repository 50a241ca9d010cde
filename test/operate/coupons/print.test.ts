import { describe, expect, it } from "vitest";
import { printImportedCodes } from "../../../bin/commands/coupons/import.ts";
import { printStocks, printWalked } from "../../../bin/commands/coupons/show.ts";
import type { ImportedCodes } from "../../../lib/operate/coupons/import-codes.ts";

const MANY = 12_345_678;
const FILE = { codes: [], rows: MANY, duplicates: MANY, refused: MANY, faults: [] };
const ELSEWHERE = [{ code: "SECRET-1", line: 7 }];
const IMPORTED: ImportedCodes = {
  added: MANY,
  known: MANY,
  elsewhere: ELSEWHERE,
  reads: MANY,
  writes: MANY,
  isInterrupted: false,
};
const imported = (about: { isDry: boolean; isFree: boolean }, changes: Partial<ImportedCodes> = {}) =>
  printImportedCodes("big-20", "codes.csv", FILE, { ...IMPORTED, ...changes }, about);

describe("what an import of codes prints", () => {
  it.each([
    ["", imported({ isDry: false, isFree: false }), /^ {2}added to big-20 +12,345,678$/m],
    ["dry", imported({ isDry: true, isFree: false }), /^ {2}would be added to big-20 +12,345,678$/m],
  ])(
    "tells figures, what was left out and what it costs, each line whole and without a code %s",
    (_name, lines, words) => {
      const text = lines.join("\n");
      expect(text).toMatch(words);
      expect(text).toMatch(/of something else +1 {2}told above\n/);
      expect(text).toMatch(/\$\d+\.\d\d.*List prices/);
      expect(text).not.toMatch(/…|SECRET/);
    },
  );

  it("is about no money on this machine, and says that a run which was stopped is simply run again", () => {
    const text = imported({ isDry: false, isFree: true }, { isInterrupted: true }).join("\n");
    expect(text).not.toContain("$");
    expect(text).toContain("Stopped. Run the same command again: it goes on where it was.");
  });
});

describe("what is shown of coupons", () => {
  it("is how many codes of each pool are left, and which are low", () => {
    const lines = printStocks([
      { coupon: "big-20", imported: 5_000, given: 4_876, left: 124, isLow: true },
      { coupon: "small", imported: 10, given: 0, left: 10, isLow: false },
    ]);
    expect(lines).toEqual([
      "  coupon  imported  given  left",
      "  big-20     5,000  4,876   124  LOW",
      "  small         10      0    10",
    ]);
    expect(printStocks([])).toEqual(['No coupon of shop.json has a pool ("pool": true).']);
  });

  it("is of one coupon what became of each code, and what looking cost", () => {
    const walked = { imported: MANY, free: MANY, given: MANY, redeemed: MANY, revoked: MANY, reads: MANY };
    const text = printWalked("big-20", walked, false).join("\n");
    expect(text).toMatch(/redeemed +12,345,678 {2}as far as orders named them\n +taken back +12,345,678\n/);
    expect(text).toMatch(/12,345,678 reads: \$1\.54\. List prices/);
    expect(printWalked("big-20", walked, true).join("\n")).not.toContain("$");
  });
});
