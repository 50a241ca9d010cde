import { expect, test } from "vitest";
import { imported } from "./given.ts";

const day = "2025-01-31T10:00:00Z";

test.each([
  ["Customer ID,Order Date,Amount Paid", { customer: "Customer ID", date: "Order Date", total: "Amount Paid" }],
  ["client;purchased_at;revenue", { customer: "client", date: "purchased_at", total: "revenue" }],
  ["userId\tcreatedAt\torderTotal", { customer: "userId", date: "createdAt", total: "orderTotal" }],
  ["รหัสลูกค้า,วันที่,ยอดรวม", { customer: "รหัสลูกค้า", date: "วันที่", total: "ยอดรวม" }],
  ["Mã khách hàng,Ngày,Tổng tiền", { customer: "Mã khách hàng", date: "Ngày", total: "Tổng tiền" }],
])("guesses the columns of %s", async (header, columns) => {
  const delimiter = /[,;\t]/.exec(header)?.[0] ?? ",";
  const result = await imported(`${header}\n${["0042", day, "9.50"].join(delimiter)}\n`);
  expect(result.columns).toEqual(columns);
  expect(result.purchases).toMatchObject([{ customerId: "0042", order: { total: 9.5 } }]);
});

test("takes the columns that the user names before any guess", async () => {
  const text = `customer,date,total,amount_paid\nc1,${day},10,8\n`;
  const { purchases, columns } = await imported(text, { columns: { total: "Amount Paid" } });
  expect(columns.total).toBe("amount_paid");
  expect(purchases[0]?.order.total).toBe(8);
});

test("does without a column that the user calls none", async () => {
  const text = `customer,date,total,type\nc1,${day},10,online\n`;
  expect((await imported(text)).said[0]).toContain("orders.csv:2 type: a text of 6 characters is neither a purchase");
  expect((await imported(text, { columns: { type: "" } })).events).toHaveLength(1);
});

test("says which headers there are when a needed column is missing", async () => {
  const { events, said } = await imported("who,when,total\nc1,2025-01-31,3\n");
  expect(events).toEqual([]);
  expect(said).toEqual([
    'orders.csv:1 customer: no header looks like the customer column; found "who", "when" and "total" (every order has one); say which it is: --column customer=who',
    'orders.csv:1 date: no header looks like the date column; found "who", "when" and "total" (every order has one); say which it is: --column date=who',
  ]);
});

test("suggests a header for one that was misspelled", async () => {
  const { said } = await imported(`customer,date,total,paid_sum\nc1,${day},3,4\n`, { columns: { total: "piad_sum" } });
  expect(said.join()).toContain('did you mean "paid_sum"?');
});

test("refuses a column that does not exist", async () => {
  const { said, events } = await imported(`customer,date,total\nc1,${day},3\n`, {
    columns: { totl: "total" } as object,
  });
  expect(said).toEqual(['orders.csv --column: there is no column "totl"; did you mean "total"?']);
  expect(events).toEqual([]);
});

test("multiplies price and quantity when there is no total", async () => {
  const { purchases } = await imported(`customer,date,price,qty\nc1,${day},0.1,3\n`);
  expect(purchases[0]?.order).toMatchObject({ total: 0.3, quantity: 3 });
});

test("knows customers by their address when there is no id", async () => {
  const { purchases } = await imported(`email,date,total\nAnn@example.com,${day},3\nann@example.com,${day},4\n`);
  expect(purchases[0]?.customerId).toMatch(/^c-[0-9a-f]{20}$/);
  expect(purchases[1]?.customerId).toBe(purchases[0]?.customerId);
  expect(purchases[0]?.customer?.email).toBe("Ann@example.com");
});

test("keeps ids that are ids and hashes the others", async () => {
  const { purchases } = await imported(
    `customer_id,date,total\n007,${day},1\nAnn Lee,${day},2\nann@example.com,${day},3\n`,
  );
  expect(purchases.map(({ customerId }) => customerId)).toEqual([
    "007",
    expect.stringMatching(/^c-/),
    expect.stringMatching(/^c-/),
  ]);
  expect(JSON.stringify(purchases[1])).not.toContain("Lee");
});

test("reads countries by name, and drops what is malformed with a note", async () => {
  const header = "customer_id,date,total,country,language,time zone,email";
  const { purchases, notes } = await imported(
    `${header}\n1,${day},1,Viet Nam,vi_VN,Asia/Saigon,an@example.com\n2,${day},1,Atlantis,english!,Mars,nobody\n`,
  );
  expect(purchases[0]?.customer).toEqual({
    email: "an@example.com",
    country: "VN",
    locale: "vi-VN",
    timeZone: "Asia/Saigon",
  });
  expect(Object.keys(purchases[1]?.customer ?? {})).toEqual(["email"]);
  expect(purchases[1]?.customer?.email).toContain("@customer.invalid");
  expect(notes.join("\n")).toContain("countries that are not recognized: 1 ");
  expect(notes.join("\n")).toContain("malformed or too long: 3 ");
});
