import { describe, expect, it } from "vitest";
import { receive } from "../../../lib/door/receive.ts";
import { givenPorts, givenWebhook, SECRETS } from "../given.ts";
import { shopifyOrder, shopifyRefund } from "./payloads.ts";

type Door = ReturnType<typeof givenPorts>;
const order = (door: Door, changes = {}) =>
  receive(givenWebhook("shopify", "orders/create", shopifyOrder(changes)), SECRETS, door.ports);
const refund = (door: Door, changes = {}) =>
  receive(givenWebhook("shopify", "refunds/create", shopifyRefund(changes)), SECRETS, door.ports);

describe("a refund of Shopify", () => {
  it("finds its customer by its order, and sums what was paid back", async () => {
    const door = givenPorts();
    await order(door);
    expect((await refund(door)).status).toBe(202);
    expect(door.stored()[1]).toEqual({
      type: "refund",
      eventId: "shopify-refund-929361463",
      customerId: "7210394419283",
      at: "2026-11-06T03:00:01-05:00",
      orderId: "6120486535251",
      amount: 20.3,
      currency: "USD",
    });
  });

  it("of an order that never came is set aside, with what to do", async () => {
    const door = givenPorts();
    const answer = await refund(door);
    expect(answer).toMatchObject({ status: 202, aside: { name: "UnknownOrder" } });
    expect(answer.aside?.message).toContain("orders/create");
    expect(door.stored()).toEqual([]);
  });

  it.each([[{ customer: null, email: null, contact_email: null }], [{ test: true }]])(
    "of an order that was passed over is passed over, too: %j",
    async (changes) => {
      const door = givenPorts();
      await order(door, changes);
      expect(await refund(door)).toEqual({ status: 200, body: { passedOver: "its order was passed over" } });
    },
  );

  it("of an order that counted, and was cancelled later, counts", async () => {
    const door = givenPorts();
    await order(door);
    await order(door, { cancelled_at: "2026-11-06T03:00:00-05:00" });
    await refund(door);
    expect(door.stored().map(({ type }) => type)).toEqual(["purchase", "refund"]);
  });

  it.each([[[]], [[{ kind: "refund", status: "pending", amount: "20.00", currency: "USD" }]]])(
    "in which nothing was paid back is passed over",
    async (transactions) => {
      const door = givenPorts();
      await order(door);
      expect((await refund(door, { transactions })).body).toEqual({ passedOver: "no money was given back" });
    },
  );

  it("in two currencies is refused", async () => {
    const paid = { kind: "refund", status: "success", amount: "20.00" };
    const transactions = ["USD", "EUR"].map((currency) => ({ ...paid, currency }));
    const answer = await refund(givenPorts(), { transactions });
    expect(answer).toMatchObject({ status: 202, body: { faults: [{ where: "Shopify refund transactions" }] } });
  });

  it("with an id that numbers cannot hold is refused, not rounded", async () => {
    const answer = await refund(givenPorts(), { order_id: Number("820982911946154508") });
    expect(answer).toMatchObject({ status: 202, body: { faults: [{ where: "Shopify refund order_id" }] } });
  });
});

describe("other topics of Shopify", () => {
  it("tell a yes or a no as news about the customer", async () => {
    const door = givenPorts();
    const email_marketing_consent = { state: "unsubscribed", consent_updated_at: "2026-11-06T04:00:00-05:00" };
    const payload = { customer_id: 7210394419283, email_marketing_consent };
    await receive(givenWebhook("shopify", "customers/email_marketing_consent_update", payload), SECRETS, door.ports);
    expect(door.stored()).toEqual([
      {
        type: "profile",
        eventId: "shopify-consent-7210394419283-1793955600000",
        customerId: "7210394419283",
        at: "2026-11-06T04:00:00-05:00",
        customer: {
          consent: {
            marketing: false,
            at: "2026-11-06T04:00:00-05:00",
            source: "Shopify customer, email_marketing_consent",
          },
        },
      },
    ]);
  });

  it("are passed over with the topics that are read", async () => {
    const answer = await receive(givenWebhook("shopify", "products/update", {}), SECRETS, givenPorts().ports);
    expect(answer.status).toBe(200);
    expect((answer.body as { passedOver: string }).passedOver).toContain("orders/create");
  });

  it("must be named", async () => {
    const webhook = givenWebhook("shopify", "orders/create", shopifyOrder());
    const { "x-shopify-topic": _, ...headers } = webhook.headers;
    const answer = await receive({ ...webhook, headers }, SECRETS, givenPorts().ports);
    expect(answer).toMatchObject({ status: 202, body: { faults: [{ where: "header x-shopify-topic" }] } });
  });
});
