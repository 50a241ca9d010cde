import { expect, it } from "vitest";
import { byCustomer } from "../../../lib/operate/events/by-customer.ts";
import { DAY, purchase, START } from "../../support/events.ts";
import { givenEvents, stored } from "../given-events.ts";

it("puts a customer's events together, also over pages, in the order in which they happened", async () => {
  const events = givenEvents(
    [
      purchase("ann", { id: "1", at: START + 2 * DAY }),
      purchase("ann", { id: "2", at: START }),
      purchase("bob", { id: "1" }),
      purchase("cid", { id: "1", at: START + DAY }),
      purchase("cid", { id: "2", at: START + 3 * DAY }),
      purchase("cid", { id: "3", at: START }),
    ],
    2,
  );
  const groups = [];
  for await (const group of byCustomer(events.scan())) groups.push(group);
  expect(groups.map(({ customer, events }) => [customer, ...events.map(({ eventId }) => eventId)])).toEqual([
    ["ann", "2", "1"],
    ["bob", "1"],
    ["cid", "3", "1", "2"],
  ]);
  expect(groups.map(({ last }) => last)).toEqual([
    { customerId: "ann", eventId: "2" },
    { customerId: "bob", eventId: "1" },
    { customerId: "cid", eventId: "3" },
  ]);
});

it("puts events that do not say when they happened first", async () => {
  async function* pages() {
    yield [stored(purchase("ann", { id: "1" })), stored({ customerId: "ann", eventId: "2", at: "yesterday" })];
  }
  for await (const { events } of byCustomer(pages())) expect(events.map(({ eventId }) => eventId)).toEqual(["2", "1"]);
});
