import { expect, test } from "vitest";
import { imported, shop } from "./given.ts";

const HEADER = "order_id,customer_id,date,total,sku,quantity";
const at = "2025-01-31T10:00:00Z";

test("adds up the rows of an order when they have totals of their own", async () => {
  const { purchases } = await imported(`${HEADER}\n1,c1,${at},5.10,A,1\n1,c1,${at},7.20,B,2\n`);
  expect(purchases).toHaveLength(1);
  expect(purchases[0]?.order).toEqual({
    id: "1",
    total: 12.3,
    currency: "USD",
    quantity: 3,
    items: [
      { sku: "A", quantity: 1 },
      { sku: "B", quantity: 2 },
    ],
  });
});

test("counts a total once that every row of the order repeats, or only the first has", async () => {
  const { purchases } = await imported(
    `${HEADER}\n1,c1,${at},12.30,A,1\n1,c1,${at},12.30,B,2\n2,c1,${at},9,A,1\n2,,,,B,1\n`,
  );
  expect(purchases.map(({ order }) => order.total)).toEqual([12.3, 9]);
  expect(purchases[1]?.order.items).toHaveLength(2);
});

test("leaves out a row whose order belongs to somebody else", async () => {
  const { purchases, said } = await imported(`${HEADER}\n1,c1,${at},5,A,1\n1,c2,${at},5,B,1\n`);
  expect(purchases).toHaveLength(1);
  expect(said[0]).toContain("orders.csv:3 order_id: the order of this row belongs to another customer on line 2");
});

test("takes negative amounts and rows of that type for refunds", async () => {
  const { refunds } = await imported(
    `${HEADER},type\n1,c1,${at},5,A,1,purchase\n1,c1,2025-02-01T10:00:00Z,-2,A,1,\n1,c1,2025-02-02T10:00:00Z,3,A,1,Refund\n`,
  );
  expect(refunds).toMatchObject([
    { eventId: "refund-1", orderId: "1", amount: 2, at: "2025-02-01T10:00:00.000Z" },
    { eventId: "refund-1-2", orderId: "1", amount: 3 },
  ]);
});

test("takes a negative row of the same moment for a discount of its order", async () => {
  const { purchases, refunds } = await imported(`${HEADER}\n1,c1,${at},5,A,1\n1,c1,${at},-2,CODE,1\n`);
  expect(purchases.map(({ order }) => order.total)).toEqual([3]);
  expect(refunds).toEqual([]);
});

test("gives a refund without an order the customer's latest order before", async () => {
  const { refunds, purchases, notes } = await imported(
    "customer,date,total\nc1,2025-01-03T10:00Z,-5\nc1,2025-01-01T10:00Z,9\nc1,2025-01-02T10:00Z,5\nc2,2025-01-01T09:00Z,-1\n",
  );
  expect(refunds.find(({ customerId }) => customerId === "c1")?.orderId).toBe(purchases[1]?.order.id);
  expect(notes.join("\n")).toContain("refunds that name no order: 1 ");
  expect(notes.join("\n")).toContain("refunds before any order of their customer in this file: 1 ");
});

test("gives the same order the same ids in a longer file, wherever it stands there", async () => {
  const rows = ["c1,2025-01-31,5,A", "c1,2025-01-31,5,A", "c2,2025-01-30,7,B"];
  const short = await imported(`customer,date,total,sku\n${rows.join("\n")}\n`);
  const long = await imported(`customer,date,total,sku\nc9,2024-01-01,1,C\n${rows.join("\n")}\nc1,2025-01-31,6,A\n`);
  expect(new Set(short.events.map(({ eventId }) => eventId)).size).toBe(3);
  for (const { eventId, at } of short.events) {
    expect(long.events).toContainEqual(expect.objectContaining({ eventId, at }));
  }
});

test("draws hours of the shop's day from the seed, later for later rows", async () => {
  const rows = Array.from({ length: 60 }, (_, index) => `c1,2025-01-31,${index}`).join("\n");
  const text = `customer,date,total\n${rows}\n`;
  const { purchases } = await imported(text);
  expect(purchases.map(({ order }) => order.total)).toEqual(Array.from({ length: 60 }, (_, index) => index));
  const times = purchases.map((event) => Date.parse(event.at));
  // Bangkok is seven hours ahead.
  expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse("2025-01-31T02:00:00Z"));
  expect(Math.max(...times)).toBeLessThan(Date.parse("2025-01-31T14:00:00Z"));
  expect(new Set(times).size).toBe(60);
  expect((await imported(text)).events).toEqual(purchases);
  expect((await imported(text, { seed: "other" })).from).not.toBe(purchases[0]?.at);
});

test("says that a strict shop writes to nobody in the file", async () => {
  const { notes } = await imported(`${HEADER}\n1,c1,${at},5,A,1\n`, { shop: { ...shop, consent: "strict" } });
  expect(notes.join("\n")).toContain("in a shop whose consent is strict: 1 ");
});

test("keeps half kilograms exact in totals and whole in counts", async () => {
  const { purchases } = await imported(`customer,date,price,quantity,sku\nc1,${at},10,0.5,A\n`);
  expect(purchases[0]?.order).toMatchObject({ total: 5, quantity: 1 });
});

test("reads an invoice list with one row a product and cancellations as negative quantities", async () => {
  const { purchases, refunds, faults } = await imported(
    [
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
      "536365,85123A,LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom",
      "536365,71053,LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom",
      "C536379,71053,LANTERN,-1,12/13/2010 9:41,3.39,17850,United Kingdom",
    ].join("\n"),
  );
  expect(faults).toEqual([]);
  expect(purchases).toMatchObject([
    { order: { id: "536365", total: 35.64, quantity: 12 }, customer: { country: "GB" } },
  ]);
  expect(refunds).toMatchObject([{ orderId: "C536379", amount: 3.39 }]);
});
