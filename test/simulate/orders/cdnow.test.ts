import { createReadStream, existsSync } from "node:fs";
import { expect, test } from "vitest";
import { imported } from "./given.ts";

const FILE = new URL("../../../../shared/data/cdnow-sample.csv", import.meta.url);

test("reads the real purchases of a CD shop without a fault", async (context) => {
  if (!existsSync(FILE)) {
    console.log("skipped: the CDNOW sample does not lie beside the project");
    return context.skip();
  }
  const { events, purchases, customers, faults, format, columns } = await imported(createReadStream(FILE));
  expect(faults).toEqual([]);
  expect(format).toBe("orders CSV");
  expect(columns).toEqual({ customer: "customer_id", date: "date", quantity: "quantity", total: "total" });
  expect(events).toHaveLength(6_919);
  expect(customers).toBe(2_357);
  expect(purchases.every(({ customerId }) => /^\d{5}$/.test(customerId))).toBe(true);
  expect(new Set(events.map(({ customerId, eventId }) => `${customerId} ${eventId}`)).size).toBe(6_919);
  expect(events.filter(({ customer }) => customer?.email?.endsWith("@customer.invalid"))).toHaveLength(2_357);
  expect(purchases.find(({ customerId }) => customerId === "00004")?.order).toMatchObject({
    total: 29.33,
    quantity: 2,
  });
});
