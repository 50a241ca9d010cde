import { describe, expect, test } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { readEvent } from "../../lib/campaign/read-event.ts";

const order = { id: "order-1", total: 34.5, currency: "USD" };
const common = { eventId: "order-1-paid", customerId: "c-42", at: "2026-10-30T16:15:00+07:00" };
const purchase = { type: "purchase", ...common, order };

const faultsOf = (value: unknown) => readEvent(value, "purchases.jsonl:12").faults.map(say);
const at = (...faults: string[]) => faults.map((fault) => `purchases.jsonl:12${fault}`);

describe("an event", () => {
  test.each([
    purchase,
    { ...purchase, customer: { email: "ann@shop.example", timeZone: "Asia/Bangkok", attributes: { roast: null } } },
    { type: "refund", ...common, orderId: "order-1", amount: 34.5, currency: "USD" },
    { type: "profile", ...common, customer: { tags: ["wholesale"] } },
    { type: "delivery.completed", ...common, data: { rating: 5, late: false } },
  ])("of type $type is read as it is", (event) => {
    expect(readEvent(event, "x")).toEqual({ event, faults: [] });
  });

  test.each([
    [null, ': an event is an object, got null; send an object like { "type": "purchase", … }'],
    [[purchase], ': an event is an object, got a list; send an object like { "type": "purchase", … }'],
    [
      { ...purchase, type: "purchse" },
      ' type: this is not an event of type "purchase", nor a custom event; did you mean "purchase"?',
    ],
    [
      { ...purchase, at: "2026-10-30" },
      ' at: this is not a time with an offset; write ISO 8601, such as "2026-10-30T09:15:00Z" or "2026-10-30T16:15:00+07:00"',
    ],
    [
      { ...purchase, order: { ...order, total: "34.50" } },
      " order.total: total wants a number, got a text; remove the quotes",
    ],
    [{ ...purchase, order: { ...order, total: -1 } }, " order.total: total cannot be this number; write 0 or more"],
    [
      { ...purchase, order: { ...order, total: Number.NaN } },
      " order.total: total is not a finite number; write a plain number, such as 34.5",
    ],
    [{ ...purchase, order: { ...order, quantity: 1.5 } }, " order.quantity: quantity wants a whole number; round it"],
    [
      { ...purchase, order: { ...order, items: [{ sku: "ESP", qty: 2 }] } },
      ' order.items[0]: unknown key "qty"; did you mean "quantity"?',
    ],
    [{ ...purchase, oder: order, order: undefined }, ': unknown key "oder"; did you mean "order"?'],
    [
      { ...purchase, customer: { tags: "vip" } },
      " customer.tags: tags wants a list, got a text; put it in a list: [ ]",
    ],
    [
      { ...purchase, customer: { locale: "en_US" } },
      ' customer.locale: this is not a locale; write a BCP 47 tag, such as "th" or "pt-BR"',
    ],
    [
      { ...purchase, customer: { timeZone: "Bangkok" } },
      ' customer.timeZone: this is not a time zone; write a name of the IANA database, such as "Asia/Bangkok"',
    ],
    [
      { type: "Delivery done", ...common },
      ' type: this is not an event name; use lower-case words joined by dots or dashes, such as "delivery.completed"',
    ],
    [
      { type: "rated", ...common, data: { parcel: { size: 5 } } },
      " data.parcel: parcel wants a text, a number, true or false, got an object; write a text, a number, true or false",
    ],
  ])("with one fault has it said: %#", (event, fault) => {
    expect(faultsOf(event)).toEqual(at(fault));
  });

  test("has all its faults said at once", () => {
    expect(faultsOf({ type: "refund", customerId: "", amount: "5", curency: "USD" })).toEqual(
      at(
        " customerId: customerId is not an id; use 1 to 128 letters, digits and . _ : + / = - and begin with a letter or digit",
        " amount: amount wants a number, got a text; remove the quotes",
        ': unknown key "curency"; did you mean "currency"?',
        ': "eventId" is missing; add it, such as "eventId": "order-1001-paid"',
        ': "at" is missing; add it, such as "at": "2026-10-30T16:15:00+07:00"',
        ': "orderId" is missing; add it, such as "orderId": "order-1001"',
      ),
    );
  });

  test("never finds its personal data in a fault", () => {
    const said = faultsOf({
      ...purchase,
      type: "jane@\nshop.example; jane",
      customerId: "jane@shop.example",
      "jane@shop.example": 1,
      customer: {
        email: "jane@shop.",
        firstName: 5551234,
        country: "Janeland",
        consent: "jane",
        attributes: { "jane@shop.example": true, phone: ["5551234"] },
      },
    });
    expect(said.length).toBeGreaterThan(7);
    expect(said.join("\n")).not.toMatch(/jane|5551234/i);
  });
});
