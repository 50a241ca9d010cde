import { expect, test } from "vitest";
import { currencyIn, decimalMark, readAmount } from "../../../lib/simulate/orders/values/amounts.ts";
import { imported } from "./given.ts";

test.each([
  ["29.33", 29.33],
  ["1,234.50", 1234.5],
  ["1.234,50", 1234.5],
  ["1.234.567", 1_234_567],
  ["12,5", 12.5],
  ["$29.33", 29.33],
  ["29.33 USD", 29.33],
  ["US$ 1,234.50", 1234.5],
  ["1 234,50 €", 1234.5],
  ["1’234.50", 1234.5],
  ["1,23,456.00", 123_456],
  ["-5", -5],
  ["−5.00", -5],
  ["5.00-", -5],
  ["(5.00)", -5],
  ["-$5.00", -5],
  ["0.00", 0],
  [".5", 0.5],
])("reads %s", (text, amount) => {
  expect(readAmount(text, decimalMark([text], "USD"))).toBe(amount);
});

test.each(["", "free", "1.2.3,4,5", "12.34.5", "(5", "--5", "1e3", "5 %"])("does not take %j for an amount", (text) => {
  expect(readAmount(text, { decimal: "." })).toBeUndefined();
});

test("takes three digits after a mark for thousands or decimals as the column shows", () => {
  const read = (texts: string[], currency = "USD") => readAmount(texts[0] ?? "", decimalMark(texts, currency));
  expect(read(["1,234"])).toBe(1234);
  expect(read(["1.234"])).toBe(1.234);
  expect(read(["1.234", "12,50"])).toBe(1234);
  expect(read(["150.000"], "VND")).toBe(150_000);
  expect(read(["150,000"], "VND")).toBe(150_000);
});

test("refuses what a column of both kinds leaves open", async () => {
  const { said, purchases } = await imported(
    'customer;date;total\nc1;2025-01-31;"1,50"\nc2;2025-01-31;1.50\nc3;2025-01-31;"1,234"\n',
  );
  expect(purchases.map(({ order }) => order.total)).toEqual([1.5, 1.5]);
  expect(said).toEqual([
    'orders.csv:4 total: "1,234" is not a certain number (the column has decimals after points and after commas); write numbers like 1234.50',
  ]);
});

test("finds the currency in the amount, in its column, or takes the shop's", async () => {
  expect(currencyIn("29.33 EUR")).toBe("EUR");
  expect(currencyIn("฿300")).toBe("THB");
  expect(currencyIn("$5")).toBeUndefined();
  const { purchases, notes } = await imported(
    "customer,date,total,currency\nc1,2025-01-31T01:00Z,£5,\nc2,2025-01-31T02:00Z,5,vnd\nc3,2025-01-31T03:00Z,$5,\n",
  );
  expect(purchases.map(({ order }) => order.currency)).toEqual(["GBP", "VND", "USD"]);
  expect(notes.join("\n")).toContain("orders that name no currency: 1 ");
});

test("leaves out a row whose amount is no number or beyond reason", async () => {
  const { purchases, said } = await imported(
    "customer,date,total\nc1,2025-01-31,abc\nc2,2025-01-31,2000000000\nc3,2025-01-31,\nc4,2025-01-31,0.00\n",
  );
  expect(purchases.map(({ order }) => order.total)).toEqual([0]);
  expect(said[0]).toContain("orders.csv:2 total: a text of 3 characters is not a number");
  expect(said[1]).toContain('orders.csv:3 total: "2000000000" is more than 1,000,000,000');
  expect(said[2]).toContain("orders.csv:4 total: there is no total in this row");
});
