import { describe, expect, it } from "vitest";
import { receive } from "../../../lib/door/receive.ts";
import { givenPorts, givenWebhook, SECRETS } from "../given.ts";
import { shopifyOrder } from "./payloads.ts";

async function send(order: unknown, door = givenPorts(), topic = "orders/create") {
  return { answer: await receive(givenWebhook("shopify", topic, order), SECRETS, door.ports), ...door };
}

describe("an order of Shopify", () => {
  it("becomes a purchase with all that the payload tells", async () => {
    const { answer, stored } = await send(shopifyOrder());
    expect(answer).toEqual({
      status: 202,
      body: { events: [{ eventId: "shopify-order-6120486535251", accepted: true }] },
    });
    expect(stored()).toEqual([
      {
        type: "purchase",
        eventId: "shopify-order-6120486535251",
        customerId: "7210394419283",
        at: "2026-11-05T21:15:00-05:00",
        order: {
          id: "6120486535251",
          total: 47.5,
          currency: "USD",
          coupon: "WELCOME10",
          items: [
            { sku: "HB-250", name: "House Blend - 250 g", quantity: 2, price: 21 },
            { sku: "variant-44002", name: "Mug", quantity: 1, price: 8 },
            { sku: "custom-item", name: "Engraving", quantity: 1, price: 2 },
          ],
        },
        customer: {
          email: "maya@example.com",
          firstName: "Maya",
          lastName: "Example",
          locale: "en-TH",
          country: "TH",
          consent: {
            marketing: true,
            at: "2026-10-01T08:00:00-04:00",
            source: "Shopify customer, email_marketing_consent",
          },
        },
      },
    ]);
  });

  it("counts once, whether it comes as created, as paid, or twice", async () => {
    const door = givenPorts();
    await send(shopifyOrder(), door);
    const { answer, stored } = await send(shopifyOrder({ financial_status: "paid" }), door, "orders/paid");
    expect(answer.body).toEqual({ events: [{ eventId: "shopify-order-6120486535251", known: true }] });
    expect(stored()).toHaveLength(1);
  });

  it("keeps the customer that it came with first", async () => {
    const door = givenPorts();
    await send(shopifyOrder({ customer: null }), door);
    await send(shopifyOrder(), door, "orders/paid");
    expect(door.stored()).toHaveLength(1);
  });

  it("of a guest has an id that is keyed, and the same for the address in any case", async () => {
    const { stored } = await send(shopifyOrder({ customer: null }));
    const { stored: again } = await send(shopifyOrder({ customer: null, email: " MAYA@Example.com" }));
    // HMAC-SHA256 of "guest\nmaya@example.com", computed with Python.
    expect(stored()[0]?.customerId).toBe("guest-232be9077b7bea07a56f2d02d033fd37");
    expect(again()[0]?.customerId).toBe(stored()[0]?.customerId);
    expect(stored()[0]?.customer).toMatchObject({ email: "maya@example.com", firstName: "Maya" });
  });

  it.each([
    [{ test: true }, "this is a test order"],
    [{ cancelled_at: "2026-11-05T21:20:00-05:00" }, "the order is cancelled"],
    [{ customer: null, email: "", contact_email: null }, "the order has neither a customer nor an e-mail address"],
  ])("is passed over: %j", async (changes, passedOver) => {
    const { answer, stored } = await send(shopifyOrder(changes));
    expect(answer).toEqual({ status: 200, body: { passedOver } });
    expect(stored()).toEqual([]);
  });

  it("is passed over as a test even when Shopify made up ids that numbers cannot hold", async () => {
    const { answer } = await send({ id: Number("820982911946154508"), test: true });
    expect(answer.body).toEqual({ passedOver: "this is a test order" });
  });

  it.each([
    [{ email_marketing_consent: { state: "unsubscribed", consent_updated_at: null } }, true, false],
    [{ email_marketing_consent: { state: "not_subscribed", consent_updated_at: null } }, false, undefined],
    [{ email_marketing_consent: { state: "pending", consent_updated_at: null } }, true, true],
    [{}, true, true],
    [{}, false, undefined],
  ])("tells what was said about marketing: %j, box %s", async (consent, ticked, marketing) => {
    const customer = { id: 7210394419283, ...consent };
    const { stored } = await send(shopifyOrder({ customer, buyer_accepts_marketing: ticked }));
    expect(stored()[0]?.customer?.consent?.marketing).toBe(marketing);
  });

  it("leaves out what events cannot hold, instead of losing the purchase", async () => {
    const { stored } = await send(
      shopifyOrder({
        customer_locale: "english please",
        email: "not an address",
        contact_email: null,
        customer: { id: 1, email: null, first_name: "M".repeat(300) },
        shipping_address: { country_code: "*" },
        discount_codes: [{ code: "X".repeat(80) }],
        line_items: Array.from({ length: 260 }, (_, at) => ({ sku: `S${at}`, name: "N".repeat(400), quantity: 2 })),
      }),
    );
    const [event] = stored();
    expect(event?.customer).toEqual({ firstName: "M".repeat(100), lastName: "Example" });
    expect(event).toMatchObject({ order: { quantity: 520, total: 47.5 } });
    const { items, coupon } = (event as unknown as { order: { items: unknown[]; coupon?: string } }).order;
    expect(items).toHaveLength(200);
    expect(coupon).toBeUndefined();
  });

  it("that is not whole is refused with every fault, set aside, and never quoted", async () => {
    const { answer, stored } = await send(
      shopifyOrder({ id: "maya@example.com", current_total_price: "maya", total_price: null, currency: "usd" }),
    );
    expect(answer.status).toBe(202);
    expect((answer.body as { faults: { where: string }[] }).faults.map(({ where }) => where).sort()).toEqual([
      "Shopify order currency",
      "Shopify order current_total_price",
      "Shopify order id",
    ]);
    expect(answer.aside?.name).toBe("UnreadableWebhook");
    expect(JSON.stringify(answer)).not.toContain("maya");
    expect(stored()).toEqual([]);
  });

  it("without any total says so", async () => {
    const { answer } = await send(shopifyOrder({ current_total_price: null, total_price: undefined }));
    expect(answer.body).toMatchObject({ faults: [{ where: "Shopify order total_price", what: "this is missing" }] });
  });
});
