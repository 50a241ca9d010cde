import { createReadStream } from "node:fs";
import { expect, test } from "vitest";
import { imported } from "./given.ts";

const FILE = new URL("./fixtures/shopify-orders.csv", import.meta.url);
const shopify = () => imported(createReadStream(FILE));

test("recognizes the export and orders it by time", async () => {
  const { format, purchases, faults, from, customers } = await shopify();
  expect(faults).toEqual([]);
  expect(format).toBe("Shopify orders export");
  expect(purchases.map(({ order }) => order.id)).toEqual(["1001", "1002", "1003", "1004", "1007", "1009"]);
  expect(from).toBe("2025-01-05T11:20:00.000Z");
  expect(customers).toBe(4);
});

test("takes the rows of one order together", async () => {
  const { purchases } = await shopify();
  expect(purchases.find(({ order }) => order.id === "1003")).toMatchObject({
    at: "2025-02-01T03:15:22.000Z",
    order: {
      total: 950,
      currency: "THB",
      quantity: 3,
      coupon: "BACK15",
      items: [
        { sku: "HSB-500", name: "House Blend, whole bean", quantity: 2, price: 300 },
        { sku: 'Cup "Harbor"', name: 'Cup "Harbor"', quantity: 1, price: 350 },
      ],
    },
  });
});

test("gives refunds the cancellation's time, or a day after the order", async () => {
  const { refunds, notes } = await shopify();
  expect(refunds).toMatchObject([
    { orderId: "1003", amount: 350, currency: "THB", at: "2025-02-02T03:15:22.000Z" },
    { orderId: "1004", amount: 30, currency: "USD", at: "2025-02-09T10:30:00.000Z" },
  ]);
  expect(notes.join("\n")).toContain("refunds without a date of their own: 1 ");
});

test("leaves out orders that were never paid, or name nobody, and says how many", async () => {
  const { notes } = await shopify();
  expect(notes.join("\n")).toContain("orders never paid (pending, voided or expired): 2 ");
  expect(notes.join("\n")).toContain("name no customer (sold over the counter, for instance): 1 ");
});

test("leaves out a paid order that was canceled with nothing paid back", async () => {
  const header =
    "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,Cancelled at,Refunded Amount";
  const row = "#1,ann@example.com,paid,5.00,2025-01-01 10:00:00 +0000,1,Cup,2025-01-01 11:00:00 +0000,0.00";
  const { events, notes } = await imported(`${header}\n${row}\n`);
  expect(events).toEqual([]);
  expect(notes).toContain("orders canceled with nothing paid back: 1 (left out)");
});

test("names customers by a hash of their address, in whatever case it was typed", async () => {
  const { purchases } = await shopify();
  const boon = purchases.filter(({ order }) => order.id === "1001" || order.id === "1003");
  expect(new Set(boon.map(({ customerId }) => customerId)).size).toBe(1);
  expect(purchases.every(({ customerId }) => /^c-[0-9a-f]{20}$/.test(customerId))).toBe(true);
});

test("says who a customer is on the first order, and later only what changed", async () => {
  const { purchases } = await shopify();
  const [first, , changed] = purchases;
  expect(first?.customer).toEqual({ email: "boon@example.com", firstName: "Boonsri", lastName: "Chai", country: "TH" });
  expect(changed?.customer).toEqual({ email: "Boon@Example.com", lastName: "Chaiyo" });
});

test("records a yes to marketing with the order at which it was given", async () => {
  const { purchases } = await shopify();
  expect(purchases.at(-1)?.customer).toEqual({
    consent: { marketing: true, at: "2025-03-02T13:00:00.000Z", source: "past orders" },
  });
});

test("hashes a phone number where there is no address", async () => {
  const { purchases } = await shopify();
  const guest = purchases.find(({ order }) => order.id === "1007");
  expect(guest?.customerId).toMatch(/^c-/);
  expect(guest?.customer?.email).toMatch(/^[0-9a-f]{20}@customer\.invalid$/);
});
