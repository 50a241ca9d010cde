import { describe, expect, it } from "vitest";
import { receive } from "../../lib/door/receive.ts";
import { givenEvents, givenPorts, givenWebhook, NOW, PURCHASE, SECRETS } from "./given.ts";
import { shopifyOrder } from "./shopify/payloads.ts";

const send = (body: unknown, door = givenPorts(), headers = {}) =>
  receive(givenEvents(body, headers), SECRETS, door.ports);

describe("the door for events", () => {
  it("takes one event, and knows it the second time", async () => {
    const door = givenPorts();
    expect(await send(PURCHASE, door)).toEqual({ status: 202, body: { eventId: "order-1042", accepted: true } });
    expect(await send(PURCHASE, door)).toEqual({ status: 202, body: { eventId: "order-1042", known: true } });
    expect(door.stored()).toEqual([PURCHASE]);
  });

  it("takes the good events beside the bad ones, and says of each what became of it", async () => {
    const door = givenPorts();
    const events = [PURCHASE, { ...PURCHASE, eventId: "maya@example.com" }, { ...PURCHASE, eventId: "order-1043" }];
    const answer = await send({ events }, door);
    expect(answer).toEqual({
      status: 202,
      body: {
        events: [
          { eventId: "order-1042", accepted: true },
          { faults: [expect.objectContaining({ where: "request body events[1] eventId" })] },
          { eventId: "order-1043", accepted: true },
        ],
      },
    });
    expect(JSON.stringify(answer)).not.toContain("maya@example.com");
    expect(door.stored()).toHaveLength(2);
  });

  it("answers a list with a list, as the local server does", async () => {
    expect((await send([PURCHASE, {}])).body).toMatchObject([
      { accepted: true },
      { faults: [{ where: expect.stringContaining("request body[1]") }, {}, {}, {}] },
    ]);
  });

  it.each([
    ["nothing good", {}, "request body"],
    ["no events", { events: [] }, "request body"],
    ["26 events", Array.from({ length: 26 }, () => PURCHASE), "request body"],
    ["half a body", '{"type": "maya', "request body"],
    ["an event of tomorrow and a minute", { ...PURCHASE, at: "2026-11-07T10:01:00Z" }, "request body at"],
  ])("answers 400 to %s", async (_, body, where) => {
    const door = givenPorts();
    const answer = await send(body, door);
    expect(answer).toMatchObject({ status: 400, body: { faults: expect.anything() } });
    expect((answer.body as { faults: { where: string }[] }).faults[0]?.where).toBe(where);
    expect(JSON.stringify(answer)).not.toContain("maya");
    expect(door.stored()).toEqual([]);
  });

  it("holds events of the shop's own to what shop.json declares of them", async () => {
    const door = givenPorts();
    const data = { orderId: { type: "text", required: true }, rating: { type: "number", atMost: 5 } } as const;
    door.ports.events = { "delivery.completed": { data } };
    const { order: _, ...common } = PURCHASE;
    const answer = await send(
      [
        { ...common, type: "delivery.completed", data: { orderId: "1042", rating: 5 } },
        { ...common, type: "delivery.completed", data: { rating: 77 } },
        { ...common, eventId: "d-3", type: "delivery.failed", data: { rating: 77 } },
      ],
      door,
    );
    expect(answer).toMatchObject({
      status: 202,
      body: [
        { accepted: true },
        {
          faults: [
            { where: "request body[1] data.rating", what: "rating cannot be this number", fix: "write 5 or less" },
            { where: "request body[1] data", what: '"orderId" is missing' },
          ],
        },
        { accepted: true },
      ],
    });
    expect(JSON.stringify(answer)).not.toContain("77");
  });

  it("takes an event of a clock that runs a day ahead", async () => {
    expect((await send({ ...PURCHASE, at: new Date(NOW + 86_400_000).toISOString() })).status).toBe(202);
  });

  it("refuses bodies of more than 256 KB, counted in bytes, before anything else", async () => {
    const of = (bytes: number) => `"${"é".repeat((bytes - 2) / 2)}"`;
    expect((await send(of(262_146), givenPorts(), { "content-type": "text/plain" })).status).toBe(413);
    expect((await send(of(262_144))).status).toBe(400);
  });

  it("refuses what is not said to be JSON, and who is not known", async () => {
    expect((await send(PURCHASE, givenPorts(), { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(PURCHASE, givenPorts(), { "content-type": "Application/JSON; charset=utf-8" })).status).toBe(
      202,
    );
    expect((await send(PURCHASE, givenPorts(), { "x-regulars-key": "wrong" })).status).toBe(401);
  });
});

describe("trouble behind the door", () => {
  const trouble = new Error("arn:aws:dynamodb:eu-west-1:111122223333:table/events is throttled");

  it("is answered 503 without its details, beside what was stored", async () => {
    const { ports } = givenPorts();
    const put: typeof ports.put = async (event) => {
      if (event.eventId === "order-1043") throw trouble;
      return ports.put(event);
    };
    const events = [PURCHASE, { ...PURCHASE, eventId: "order-1043" }];
    const answer = await receive(givenEvents({ events }), SECRETS, { ...ports, put });
    expect(answer).toMatchObject({ status: 503, errors: [trouble] });
    expect(answer.body).toMatchObject({ events: [{ accepted: true }, { faults: [{ where: "the door" }] }] });
    expect(JSON.stringify(answer.body)).not.toMatch(/arn|throttled|at .*\.ts/);
  });

  it("with remembered orders is answered 503, too, and nothing is stored", async () => {
    const { ports, stored } = givenPorts();
    const orders = { ...ports.orders, find: () => Promise.reject(trouble) };
    const webhook = givenWebhook("shopify", "orders/create", shopifyOrder());
    const answer = await receive(webhook, SECRETS, { ...ports, orders });
    expect(answer).toMatchObject({ status: 503, errors: [trouble] });
    expect(JSON.stringify(answer.body)).not.toMatch(/arn|throttled/);
    expect(stored()).toEqual([]);
  });
});

describe("a webhook", () => {
  it("must be signed, and cannot come in by the key of the door", async () => {
    const webhook = givenWebhook("shopify", "orders/create", shopifyOrder());
    const headers = { ...webhook.headers, "x-shopify-hmac-sha256": undefined, "x-regulars-key": SECRETS.keys[0] };
    expect((await receive({ ...webhook, headers }, SECRETS, givenPorts().ports)).status).toBe(401);
    expect((await receive({ ...webhook, path: "woocommerce" }, SECRETS, givenPorts().ports)).status).toBe(401);
  });

  it("from the future is refused and set aside", async () => {
    const order = shopifyOrder({ processed_at: "2027-11-05T21:15:00-05:00" });
    const answer = await receive(givenWebhook("shopify", "orders/create", order), SECRETS, givenPorts().ports);
    expect(answer).toMatchObject({ status: 202, aside: { message: expect.stringContaining("Shopify event at") } });
  });

  it("makes the ids of guests with their own secret when there is one", async () => {
    const guest = givenWebhook("shopify", "orders/create", shopifyOrder({ customer: null }));
    const [before, after, replaced] = [givenPorts(), givenPorts(), givenPorts()];
    await receive(guest, SECRETS, before.ports);
    await receive(guest, { ...SECRETS, keys: ["a-new-key-0123456789"], guests: SECRETS.keys[0] ?? "" }, after.ports);
    await receive(guest, { ...SECRETS, keys: ["a-new-key-0123456789"] }, replaced.ports);
    expect(after.stored()[0]?.customerId).toBe(before.stored()[0]?.customerId);
    expect(replaced.stored()[0]?.customerId).not.toBe(before.stored()[0]?.customerId);
  });
});
