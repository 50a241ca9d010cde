import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readListFile } from "../../../bin/commands/suppression/read-file.ts";
import { isAddress } from "../../../lib/campaign/parts/address.ts";
import type { Address } from "../../../lib/journey/contact.ts";
import { suppress } from "../../../lib/journey/engage/bounces.ts";
import { noteNo } from "../../../lib/journey/engage/no.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { oneLine } from "../../../lib/operate/suppression/csv/reason.ts";
import { writeList } from "../../../lib/operate/suppression/csv/write-list.ts";
import { importEntries } from "../../../lib/operate/suppression/import-list.ts";
import { addressesDouble } from "../../support/doubles.ts";
import { AT_ONCE } from "../given-time.ts";
import { givenCustomer, givenState } from "./given-state.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const LOCAL = "abcXYZ019!#$%&'*+/=?^_`{|}~-.";

const address = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...LOCAL), minLength: 1, maxLength: 8 }),
    fc.constantFrom("mail.example", "bücher.example"),
  )
  .map(([local, domain]) => `${local}@${domain}`)
  .filter(isAddress);
/** As an importer may write it, in any letters; what an import keeps is one line without addresses. */
const words = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom('=cmd|"x"', "+1; a, b", "@SUM(A1)", "-", "'=x", "'"),
  )
  .map((text) => oneLine(text.replaceAll("@", "at ")))
  .filter((text) => text !== "");
const at = fc.integer({ min: 0, max: NOW });
interface Found {
  email: string;
  isCustomer: boolean;
  suppressed: NonNullable<Address["suppressed"]> | null;
  no: NonNullable<Address["no"]> | null;
}

const known: fc.Arbitrary<Found> = fc.record({
  email: address,
  isCustomer: fc.boolean(),
  suppressed: fc.option(fc.record({ reason: words, at, source: words }, { requiredKeys: ["reason", "at"] })),
  no: fc.option(fc.record({ at, source: words })),
});

async function givenKnown(list: readonly Found[]) {
  const state = givenState();
  for (const [n, { email, isCustomer, suppressed, no }] of list.entries()) {
    const hash = addressesDouble.hash(email);
    if (suppressed !== null) await suppress(state, hash, suppressed);
    if (no !== null) await noteNo(state, hash, no);
    if (isCustomer) await givenCustomer(state.table, `c-${n}`, email);
  }
  return state;
}

const recordsOf = ({ items }: ReturnType<typeof givenState>) =>
  Object.fromEntries([...items].filter(([, { sk }]) => sk === "@address"));

describe("what the export writes", () => {
  it("is taken by the import, as it was: of customers of now, and of hashes alone", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(known, { maxLength: 8 }), async (list) => {
        const state = await givenKnown(list);
        const { text, suppressed, noes } = writeList((await state.book.read()).known);
        const file = await readListFile("x.csv", text, { addresses: addressesDouble, isNo: false, now: NOW });
        expect(file.faults).toEqual([]);
        expect(file).toMatchObject({ rows: suppressed + noes, refused: 0, duplicates: 0, passedOver: 0 });
        const fresh = givenState();
        await importEntries({ table: fresh.table, pace: AT_ONCE }, file.entries, { isDry: false });
        expect(recordsOf(fresh)).toEqual(recordsOf(state));
      }),
      { numRuns: 150 },
    );
  });

  it("has no cell that a spreadsheet would run", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(known, { maxLength: 4 }), async (list) => {
        const { text } = writeList((await (await givenKnown(list)).book.read()).known);
        const cells: string[][] = parse(text);
        expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("has addresses as customers have them now, hashes of the others, and one row each for a suppression and a no", async () => {
    const state = givenState();
    const ann = addressesDouble.hash("ann@mail.example");
    await suppress(state, ann, { reason: "bounced", at: 0 });
    await noteNo(state, ann, { at: 1_000, source: "one-click" });
    await suppress(state, "0".repeat(32), { reason: "listed by SES", at: 0, source: "COMPLAINT" });
    await state.table.write({ update: keys.address("1".repeat(32)), set: { soft: [NOW] } });
    // Lifted: nothing is left of it.
    await state.table.write({ update: keys.address("2".repeat(32)), remove: ["suppressed"] });
    await givenCustomer(state.table, "c-1", "Ann@mail.example");
    await givenCustomer(state.table, "c-2", "bob@mail.example");
    const { known: found, units } = await state.book.read();
    const { text, ...counts } = writeList(found);
    expect(counts).toEqual({ suppressed: 2, noes: 1, withAddress: 2, onlySoft: 1 });
    expect(units).toBe(1);
    expect(text.split("\r\n").sort()).toEqual(
      [
        "",
        "address,hash,reason,at,source,kind",
        `,${"0".repeat(32)},listed by SES,1970-01-01T00:00:00.000Z,COMPLAINT,suppressed`,
        `Ann@mail.example,${ann},bounced,1970-01-01T00:00:00.000Z,,suppressed`,
        `Ann@mail.example,${ann},said no,1970-01-01T00:00:01.000Z,one-click,no`,
      ].sort(),
    );
  });
});
