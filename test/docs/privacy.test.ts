import { describe, expect, it } from "vitest";
import { keys } from "../../lib/journey/keys.ts";
import type { ExportedHere } from "../../lib/local/rights/export.ts";
import { NOBODYS, WHOSE } from "../../lib/local/rights/rows.ts";
import { names, page, tableBetween } from "./pages.ts";
import { RECORDS } from "./records.ts";

const privacy = page("docs/privacy.md");
const onAws = tableBetween(privacy, "data map").flatMap(([what = ""]) => names(what));
const here = tableBetween(privacy, "local map").flatMap(([table = ""]) => names(table));

const EXPORTED: { [Part in keyof Required<ExportedHere>]: true } = {
  customer: true,
  exportedAt: true,
  events: true,
  records: true,
  consent: true,
  held: true,
  address: true,
  mailing: true,
  messages: true,
  happened: true,
  told: true,
  ways: true,
};

describe("docs/privacy.md", () => {
  it("has every kind of record in its data map", () => {
    expect(Object.keys(RECORDS).sort()).toEqual(Object.keys(keys).sort());
    const pairs = onAws.map((name, index) => `${name} ${onAws[index + 1]}`);
    for (const { pk, sk } of Object.values(RECORDS)) {
      expect(pairs).toContain(
        `${pk} ${sk.replace(/^consent#0{15}/, "consent#<at>").replace(/^code#0{8}1/, "code#<number>")}`,
      );
    }
  });

  it("has every table of the local database, and no other, and says whose rows can be erased", () => {
    expect([...here].sort()).toEqual([...Object.keys(WHOSE), ...NOBODYS, "items"].sort());
    for (const [table = "", , , goes = ""] of tableBetween(privacy, "local map")) {
      const [name = ""] = names(table);
      expect([name, goes.includes("f")]).toEqual([name, name === "items" || name in WHOSE]);
    }
  });

  it("describes every part of an export", () => {
    const [, section = ""] = /## Export: what is in the file\n(.*?)\n## /s.exec(privacy) ?? [];
    const told = section.split("\n").flatMap((line) => (line.startsWith("| `") ? names(line).slice(0, 1) : []));
    expect(told.sort()).toEqual(Object.keys(EXPORTED).sort());
  });

  it("names how each part of the data map goes", () => {
    for (const row of tableBetween(privacy, "data map")) {
      expect(row).toHaveLength(6);
      expect(row[5]).toMatch(/^(–|[ft]\b|stays|\[stays|by hand|stopped by f)/);
    }
  });
});
