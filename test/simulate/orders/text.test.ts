import { expect, test } from "vitest";
import { imported } from "./given.ts";

const rows = "customer,date,total,product\r\nc1,2025-01-31,1.00,Cup\r\n";

test("reads a byte order mark, Windows line ends and quoted line breaks, and keeps count of lines", async () => {
  const text = `\uFEFF${rows}c2,2025-01-31,2.00,"Cup,\r\nlarge ""L"""\r\n\r\nc3,soon,3.00,Cup\r\nc4,"2025-\r\n01",4,Cup\r\nc5,late,1,Cup\r\n`;
  const { purchases, faults } = await imported(text);
  expect(purchases.find(({ customerId }) => customerId === "c2")?.order.items?.[0]?.name).toBe('Cup,\r\nlarge "L"');
  expect(faults.map(({ line }) => line)).toEqual([6, 7, 9]);
});

test("takes the same from a stream in small pieces", async () => {
  async function* pieces() {
    for (const byte of Buffer.from(`${rows}c2,2025-01-31,2.00,Tách cà phê\r\n`)) yield Uint8Array.of(byte);
  }
  const { purchases, faults } = await imported(pieces());
  expect(faults).toEqual([]);
  expect(purchases.map(({ order }) => order.items?.[0]?.name).sort()).toEqual(["Cup", "Tách cà phê"]);
});

test("takes the delimiter that a spreadsheet program names", async () => {
  const { purchases } = await imported("sep=;\r\ncustomer;date;total\r\nc1;2025-01-31;1,50\r\n");
  expect(purchases[0]?.order.total).toBe(1.5);
});

test("leaves out rows with bytes that are not UTF-8", async () => {
  const text = Buffer.concat([Buffer.from(rows), Buffer.from("c2,2025-01-31,2.00,caf\xe9\r\n", "latin1")]);
  const { purchases, said } = await imported(text);
  expect(purchases).toHaveLength(1);
  expect(said).toEqual(["orders.csv:3 product: bytes that are not UTF-8 text; save the file as UTF-8"]);
});

test("leaves out rows that have lost or won a cell", async () => {
  const { purchases, said } = await imported(
    `${rows}c2,2025-01-31\r\nc3,2025-01-31,1,50,Cup\r\nc4,2025-01-31,1,Cup,,\r\n`,
  );
  expect(purchases).toHaveLength(2);
  expect(said[0]).toContain("orders.csv:3: 2 cells under 4 headers");
  expect(said[1]).toContain("orders.csv:4: 5 cells under 4 headers");
});

test("names the line at which a quote opens and never closes", async () => {
  const { purchases, said } = await imported(`${rows}c2,2025-01-31,2.00,"Cup\r\nc3,2025-01-31,3.00,Cup\r\n`);
  expect(purchases).toHaveLength(1);
  expect(said[0]).toContain("orders.csv:3: a quotation mark opens in this row or after it and never closes");
});

test("tells twenty faults of a kind and counts the others", async () => {
  const bad = Array.from({ length: 1_234 }, (_, index) => `c${index},soon,1,Cup\r\n`).join("");
  const { faults, said } = await imported(rows + bad);
  expect(faults).toHaveLength(21);
  expect(said.at(-1)).toContain("1,214 more rows without a date that can be read");
});

test("quotes nothing that could be a name or an address", async () => {
  const { said } = await imported("customer,date,total\nc1,ann@example.com,1\nc2,2025-01-31,Ann\n");
  expect(said.join()).not.toMatch(/ann/i);
});

test.each([
  ["", "the file is empty"],
  ["PK\u0003\u0004…", "a spreadsheet or a zip archive"],
  ['[{"type":"purchase"}]', "a JSON array"],
  [Buffer.from("\uFEFFcustomer,date", "utf16le"), "not UTF-8 text"],
  ["customer,date,total\n", "no row to use"],
])("says what is wrong with a file that holds no orders: %j", async (content, what) => {
  const { events, said } = await imported(content);
  expect(events).toEqual([]);
  expect(said.join()).toContain(what);
});
