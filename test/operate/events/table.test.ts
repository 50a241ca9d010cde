import { describe, expect, it } from "vitest";
import { openEventsTable } from "../../../lib/operate/events/table.ts";
import { fakeClient } from "../fake-client.ts";

const item = (customer: string, event: string) => ({
  customerId: { S: customer },
  eventId: { S: event },
  amount: { N: "2.5" },
});

describe("the Events table", () => {
  it("is scanned page by page, behind where an earlier scan came to", async () => {
    const LastEvaluatedKey = { customerId: { S: "ann" }, eventId: { S: "1" } };
    const client = fakeClient({
      ScanCommand: ({ ExclusiveStartKey }) =>
        ExclusiveStartKey === LastEvaluatedKey
          ? { Items: [item("bob", "1")] }
          : { Items: [item("ann", "1")], LastEvaluatedKey },
    });
    const pages = [];
    for await (const page of openEventsTable(client, "Events").scan({ customerId: "aba", eventId: "9" }))
      pages.push(page);
    expect(pages.map((page) => page.map(({ customerId }) => customerId))).toEqual([["ann"], ["bob"]]);
    expect(client.asked.map(({ input }) => input.ExclusiveStartKey)).toEqual([
      { customerId: { S: "aba" }, eventId: { S: "9" } },
      LastEvaluatedKey,
    ]);
  });

  it("tells one customer's events as the shop sent them, read consistently", async () => {
    const client = fakeClient({ QueryCommand: () => ({ Items: [item("ann", "1")] }) });
    const told = [];
    for await (const event of openEventsTable(client, "Events").of("ann")) told.push(event);
    expect(told).toEqual([{ customerId: "ann", eventId: "1", amount: 2.5 }]);
    expect(client.asked[0]?.input).toMatchObject({ ConsistentRead: true, TableName: "Events" });
  });

  it("removes one event of one customer", async () => {
    const client = fakeClient({ DeleteItemCommand: () => ({}) });
    await openEventsTable(client, "Events").remove("ann", "1");
    expect(client.asked[0]?.input).toEqual({
      TableName: "Events",
      Key: { customerId: { S: "ann" }, eventId: { S: "1" } },
    });
  });
});
