import { expect, test } from "vitest";
import { names, page, tableBetween } from "./pages.ts";
import { RECORDS } from "./records.ts";

/** What a key begins with, before what differs. */
const start = (key: string): string => key.split(/[<0]/)[0] ?? "";

/** The partition is told once for all records that are in it. */
function told(): string[] {
  let partition = "";
  return tableBetween(page("docs/tables.md"), "state").map(([pk = "", sk = ""]) => {
    partition = names(pk)[0] ?? partition;
    return `${start(partition)} ${start(names(sk)[0] ?? "")}`;
  });
}

test("docs/tables.md has every kind of record of the State table", () => {
  const missing = Object.entries(RECORDS).filter(([, { pk, sk }]) => !told().includes(`${start(pk)} ${start(sk)}`));
  expect(missing).toEqual([]);
});
