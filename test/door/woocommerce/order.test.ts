import { describe, expect, it } from "vitest";
import { receive } from "../../../lib/door/receive.ts";
import { givenPorts, givenWebhook, NOW, SECRETS } from "../given.ts";
import { wooOrder } from "./payloads.ts";

async function send(order: unknown, door = givenPorts(), topic = "order.updated") {
  return { answer: await receive(givenWebhook("woocommerce", topic, order), SECRETS, door.ports), ...door };
}

describe("an order of WooCommerce", () => {
  it("becomes a purchase once it is paid for", async () => {
    const door = givenPorts();
    const created = await send(wooOrder({ status: "pending", date_paid_gmt: null }), door, "order.created");
    expect(created.answer).toEqual({
      status: 200,
      body: { passedOver: 'the order\'s status is "pending"; it counts once that is processing or completed' },
    });
    await send(wooOrder(), door);
    expect(door.stored()).toEqual([
      {
        type: "purchase",
        eventId: "woo-order-727",
        customerId: "26",
        at: "2026-11-05T17:07:30Z",
        order: {
          id: "727",
          total: 29.35,
          currency: "EUR",
          coupon: "herbst",
          items: [
            { sku: "FK-500", name: "Filterkaffee", quantity: 2, price: 11.5 },
            { sku: "product-23", name: "Tasse - blau", quantity: 1, price: 6.35 },
            { sku: "LOSE", name: "Bohnen lose", price: 8 },
          ],
        },
        customer: { email: "Jonas@example.com", firstName: "Jonas", lastName: "Beispiel", country: "DE" },
      },
    ]);
  });

  it("counts once, however often it is updated", async () => {
    const door = givenPorts();
    await send(wooOrder(), door);
    const { answer } = await send(wooOrder({ status: "completed" }), door);
    expect(answer).toEqual({ status: 202, body: { events: [{ eventId: "woo-order-727", known: true }] } });
    expect(door.stored()).toHaveLength(1);
  });

  it("of a guest who opens an account later still counts once", async () => {
    const door = givenPorts();
    await send(wooOrder({ customer_id: 0 }), door);
    await send(wooOrder({ customer_id: 26 }), door);
    expect(door.stored().map(({ customerId }) => customerId)).toEqual([expect.stringMatching(/^guest-[0-9a-f]{32}$/)]);
  });

  it("of a guest without an address is passed over", async () => {
    const { answer } = await send(wooOrder({ customer_id: 0, billing: { email: "" } }));
    expect(answer.body).toEqual({ passedOver: "the order has neither a customer nor an e-mail address" });
  });

  it("brings each of its refunds once, after the purchase", async () => {
    const door = givenPorts();
    const first = { id: 801, reason: "", total: "-5.00" };
    await send(wooOrder({ refunds: [first] }), door);
    await send(wooOrder({ status: "refunded", refunds: [first, { id: 802, reason: "", total: "-24.35" }] }), door);
    expect(door.stored().map(({ eventId }) => eventId)).toEqual([
      "woo-order-727",
      "woo-refund-727-801",
      "woo-refund-727-802",
    ]);
    expect(door.stored()[1]).toEqual({
      type: "refund",
      eventId: "woo-refund-727-801",
      customerId: "26",
      at: "2026-11-05T17:08:00Z",
      orderId: "727",
      amount: 5,
      currency: "EUR",
    });
  });

  it("in the form of an older API is refused with the version to choose", async () => {
    const { answer } = await send(wooOrder({ date_created_gmt: undefined, date_paid_gmt: undefined }));
    expect(answer).toMatchObject({
      status: 202,
      body: { faults: [{ where: "WooCommerce order date_created_gmt", fix: expect.stringContaining("v3") }] },
    });
  });

  it("that names no time of this world is refused", async () => {
    const { answer } = await send(wooOrder({ date_paid_gmt: "2026-02-31T10:00:00" }));
    expect(answer).toMatchObject({ status: 202, aside: { name: "UnreadableWebhook" } });
  });
});

describe("other requests of WooCommerce", () => {
  it("are passed over by their topic", async () => {
    const { answer } = await send({ id: 727 }, givenPorts(), "order.deleted");
    expect(answer.status).toBe(200);
  });

  it("answers the unsigned ping of a new webhook with 200", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const ping = { path: "woocommerce", headers, body: "webhook_id=12", now: NOW } as const;
    expect((await receive(ping, SECRETS, givenPorts().ports)).status).toBe(200);
    expect((await receive({ ...ping, body: "webhook_id=12&x=1" }, SECRETS, givenPorts().ports)).status).toBe(415);
    expect((await receive({ ...ping, path: "shopify" }, SECRETS, givenPorts().ports)).status).toBe(415);
  });
});
