import { createHmac } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHandler } from "../../../functions/ingest.ts";
import { createOrders, createPut } from "../../../lib/aws/door.ts";
import { readShopEvent } from "../../../lib/aws/incoming/shop-event.ts";
import { readSecrets } from "../../../lib/door/secrets.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import { purchase, START } from "../../support/events.ts";
import { type Call, fakeAws } from "../support/aws.ts";
import { request } from "../support/http.ts";
import { catchOutput, context, givenLetters, type Output } from "../support/invocation.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

const KEY = "k".repeat(32);
const SHOPIFY = "s".repeat(32);

/** An Events table that takes each event once, unless `answer` says otherwise. */
function given(answer?: (call: Call) => object) {
  const stored = new Map<string, Call["body"]>();
  const aws = fakeAws((call) => {
    if (answer !== undefined) return answer(call);
    const { customerId, eventId } = call.body.Item;
    const key = `${customerId.S} ${eventId.S}`;
    if (stored.has(key)) return { fault: "ConditionalCheckFailedException" };
    stored.set(key, call.body);
    return {};
  });
  const table = createMemoryTable();
  const { deadLetters, letters } = givenLetters();
  const handler = createHandler(() => ({
    secrets: readSecrets(JSON.stringify({ key: KEY, shopify: [SHOPIFY] })),
    put: createPut({ client: new DynamoDBClient(aws.settings), tableName: "events" }),
    orders: createOrders({ table, now: () => START }),
    deadLetters,
    now: () => START,
  }));
  const posts = async (path: string, body: string, headers: Record<string, string>) => {
    const answered = await handler(
      request("POST", path, { body, headers: { "content-type": "application/json", ...headers } }),
      context(),
    );
    return { status: answered.statusCode, headers: answered.headers, body: JSON.parse(answered.body ?? "null") };
  };
  return {
    calls: aws.calls,
    letters,
    events: (value: unknown, key = KEY) => posts("/events", JSON.stringify(value), { "x-regulars-key": key }),
    shopify(topic: string, value: unknown) {
      const body = JSON.stringify(value);
      const mac = createHmac("sha256", SHOPIFY).update(body).digest("base64");
      return posts("/shopify", body, { "x-shopify-topic": topic, "x-shopify-hmac-sha256": mac });
    },
    posts,
  };
}

describe("ingest", () => {
  it("puts an event into the Events table as it is, once", async () => {
    const { events, calls } = given();
    const event = purchase("ann", { order: { total: 34.5, items: [{ sku: "ESP", quantity: 2 }] } });
    expect(await events(event)).toMatchObject({ status: 202, body: { eventId: event.eventId, accepted: true } });
    expect(await events(event)).toMatchObject({ status: 202, body: { eventId: event.eventId, known: true } });
    expect(calls[0]).toMatchObject({
      operation: "PutItem",
      body: { TableName: "events", ConditionExpression: "attribute_not_exists(eventId)" },
    });
    // What the stream then tells of it is the event again.
    const record = { eventName: "INSERT" as const, dynamodb: { NewImage: calls[0]?.body.Item } };
    expect(readShopEvent(record, START)).toEqual(event);
    expect(output.metrics()).toEqual({ EventsReceived: 2 });
  });

  it("refuses bad events with their faults, and takes the good ones beside them", async () => {
    const { events, calls } = given();
    const answer = await events([purchase("ann"), { type: "purchase" }]);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual([expect.objectContaining({ accepted: true }), { faults: expect.any(Array) }]);
    expect(calls).toHaveLength(1);
    expect(output.metrics()).toEqual({ EventsReceived: 1, EventsRefused: 1 });
  });

  it("lets no stranger in", async () => {
    const { events, calls } = given();
    expect((await events(purchase("ann"), "x".repeat(32))).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it("asks to be called again when the table is in trouble, and says no more than that", async () => {
    const { events } = given(() => ({ fault: "ThrottlingException", message: "table of ann@mail.example" }));
    const answer = await events(purchase("ann"));
    expect(answer.status).toBe(503);
    expect(JSON.stringify(answer.body)).not.toContain("Throttling");
    expect(output.lines()).toEqual([expect.objectContaining({ error: "ThrottlingException" })]);
    expect(output.text()).not.toContain("ann@");
  });

  it("sets a webhook aside that its sender cannot mend, without its signature", async () => {
    const { shopify, letters } = given();
    const answer = await shopify("orders/paid", { id: "no order" });
    expect(answer.status).toBe(202);
    expect(letters).toMatchObject([
      { from: "ingest", why: { name: "UnreadableWebhook" }, body: { path: "shopify", body: '{"id":"no order"}' } },
    ]);
    expect(letters[0]?.body).toHaveProperty("headers", { "x-shopify-topic": "orders/paid" });
    expect(output.metrics()).toMatchObject({ SetAside: 1 });
  });

  it("has nothing at other addresses", async () => {
    const { posts } = given();
    expect((await posts("/elsewhere", "{}", {})).status).toBe(404);
  });

  it("answers when it has no secrets to go by", async () => {
    const handler = createHandler(() => Promise.reject(new Error("the secret arn:door has no text")));
    const answer = await handler(request("POST", "/events", { body: "{}" }), context());
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain("secret");
    expect(output.lines()).toEqual([expect.objectContaining({ reason: "the secret arn:door has no text" })]);
  });
});

describe("orders of foreign shops", () => {
  it("are remembered by shop, for 400 days", async () => {
    const clock = { now: START };
    const table = createMemoryTable();
    const orders = createOrders({ table, now: () => clock.now });
    await orders.remember("shopify", "1001", "c-1");
    await orders.remember("woocommerce", "1001", "c-2");
    await orders.remember("shopify", "1001", "c-3");
    expect(await orders.find("shopify", "1001")).toBe("c-3");
    expect(await orders.find("woocommerce", "1001")).toBe("c-2");
    expect(await orders.find("shopify", "1002")).toBeUndefined();
    clock.now += 400 * 86_400_000 + 1_000;
    expect(await orders.find("shopify", "1001")).toBeUndefined();
  });
});
