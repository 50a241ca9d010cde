import { expect, test } from "vitest";
import { imported } from "./given.ts";

const purchase = {
  type: "purchase",
  eventId: "e1",
  customerId: "c1",
  at: "2025-01-31T10:00:00+07:00",
  customer: { email: "ann@example.com" },
  order: { id: "o1", total: 5, currency: "USD" },
};
const rated = {
  type: "delivery.completed",
  eventId: "e2",
  customerId: "c2",
  at: "2025-01-31T01:00:00Z",
  data: { rating: 5 },
};
const lines = (...values: unknown[]) => `${values.map((value) => JSON.stringify(value)).join("\r\n")}\r\n`;

test("reads one event a line, by time", async () => {
  const { format, events, faults, from, to } = await imported(`\uFEFF${lines(purchase, rated)}\n`);
  expect(format).toBe("event lines");
  expect(faults).toEqual([]);
  expect(events.map(({ eventId }) => eventId)).toEqual(["e2", "e1"]);
  expect([from, to]).toEqual([rated.at, purchase.at]);
});

test("leaves events as they are, but gives an address to customers who have none", async () => {
  const { events, notes } = await imported(lines(purchase, rated, { ...rated, eventId: "e3" }));
  expect(events.at(-1)).toEqual(purchase);
  expect(events[0]?.customer?.email).toContain("@customer.invalid");
  expect(events[1]?.customer).toBeUndefined();
  expect(notes).toHaveLength(1);
});

test("says on which line an event is faulty, and keeps the others", async () => {
  const text = `${lines(purchase)}{"type":\n${lines({ ...purchase, order: { id: "o2", total: -1, currency: "USD" } })}`;
  const { events, faults, said } = await imported(text);
  expect(events).toHaveLength(1);
  expect(faults.map(({ line, path }) => [line, path])).toEqual([
    [2, ""],
    [3, "order.total"],
  ]);
  expect(said[0]).toBe("orders.csv:2: this line is not JSON; write one whole event on each line");
});
