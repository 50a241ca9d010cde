import { describe, expect, test } from "vitest";
import { say } from "../../lib/campaign/faults.ts";
import { readEvent } from "../../lib/campaign/read-event.ts";
import { DECLARED } from "./whole.ts";

const common = { type: "delivery.completed", eventId: "d-1", customerId: "c-42", at: "2026-10-30T16:15:00+07:00" };
const read = (value: object) => readEvent({ ...common, ...value }, "request body", DECLARED.events);
const faultsOf = (value: object) => read(value).faults.map(say);

describe("an event that shop.json declares", () => {
  test.each([
    { data: { orderId: "o-1" } },
    { data: { orderId: "o-1", rating: 1, carrier: "van", late: false } },
    { data: { orderId: "", rating: 4.5 }, customer: {} },
  ])("is read as it is when it carries what was declared: %j", (value) => {
    expect(read(value)).toEqual({ event: { ...common, ...value }, faults: [] });
  });

  test.each<[object, string[]]>([
    [{}, [': "data" is missing; add it, such as "data": { "orderId": "…" }']],
    [{ data: {} }, [' data: "orderId" is missing; add it, such as "orderId": "…"']],
    [{ data: { orderId: 7 } }, [" data.orderId: orderId wants a text, got a number; put it in quotes"]],
    [{ data: { orderId: "o", rating: 6 } }, [" data.rating: rating cannot be this number; write 5 or less"]],
    [{ data: { orderId: "o", rating: 0 } }, [" data.rating: rating cannot be this number; write 1 or more"]],
    [{ data: { orderId: "o", rating: "5" } }, [" data.rating: rating wants a number, got a text; remove the quotes"]],
    [
      { data: { orderId: "o", carrier: "drone" } },
      [' data.carrier: carrier has an unknown value; write "bike" or "van"'],
    ],
    [{ data: { orderId: "o", late: "yes" } }, [" data.late: late wants true or false, got a text; write it like true"]],
    [
      { data: { orderId: "o", raiting: 5 } },
      [' data: unknown key "raiting"; did you mean "rating"? Else declare it in shop.json, under "events"'],
    ],
    [
      { data: { rating: 9, constructor: 1 } },
      [
        " data.rating: rating cannot be this number; write 5 or less",
        ' data: unknown key "constructor"; remove it, or use one of "orderId", "rating", "carrier" and "late", or declare it in shop.json, under "events"',
        ' data: "orderId" is missing; add it, such as "orderId": "…"',
      ],
    ],
  ])("is refused otherwise, with all that is wrong: %j", (value, says) => {
    expect(faultsOf(value)).toEqual(says.map((fault) => `request body${fault}`));
  });

  test("never finds its values in a fault", () => {
    const data = { orderId: ["jane"], rating: 77, carrier: "jane", "jane doe": 1, late: "jane" };
    expect(faultsOf({ data }).length).toBeGreaterThan(4);
    expect(faultsOf({ data }).join("\n")).not.toMatch(/jane|77/);
  });
});

describe("an event that shop.json does not declare", () => {
  test("may carry anything", () => {
    const event = { ...common, type: "delivery.failed", data: { anything: "goes", times: 3 } };
    expect(readEvent(event, "x", DECLARED.events)).toEqual({ event, faults: [] });
    expect(readEvent({ ...common, data: { rating: 77 } }, "x").faults).toEqual([]);
    expect(readEvent({ ...common, type: "constructor" }, "x", DECLARED.events).faults).toEqual([]);
  });

  test("may be a profile that says nothing new: the engine itself sends such", () => {
    const event = { ...common, type: "profile", customer: {} };
    expect(readEvent(event, "x", DECLARED.events)).toEqual({ event, faults: [] });
  });

  test.each([
    ["consent.given", 'send an event of type "profile" with customer.consent'],
    ["stage.changed", "send the purchases and refunds that it follows from"],
    ["referral.converted", "send the friend's purchase with the code as order.referral"],
    ["referral.reversed", "send the refund of the friend's order"],
    ["coupon.redeemed", "send the purchase with the code as order.coupon"],
  ])("is refused under the name of %s, which follows from other events", (type, fix) => {
    expect(readEvent({ ...common, type }, "x").faults.map(say)).toEqual([
      `x type: Regulars tells "${type}" itself; ${fix}`,
    ]);
  });
});

describe("an answer to a survey", () => {
  const answer = { ...common, type: "survey.answered", survey: "how-likely", kind: "nps", score: 9 };
  const said = (changes: object) => readEvent({ ...answer, ...changes }, "x").faults.map(say);

  test.each([
    {},
    { score: 0, comment: "Slow.", message: { enrollment: "0f3a5c7e9b1d2f4a6c8e0b1d3f5a7c9e", step: "how-likely" } },
    { kind: "csat", score: 5 },
    { kind: "text", score: undefined, comment: "Lovely." },
  ])("is read: %j", (changes) => expect(said(changes)).toEqual([]));

  test.each<[object, string]>([
    [{ score: 11 }, "x score: score cannot be this number; write 10 or less"],
    [{ score: undefined }, 'x: this answers nothing; nps and csat have a "score", text has a "comment"'],
    [{ kind: "csat", score: 6 }, "x score: this is no csat score; write 1 to 5"],
    [{ kind: "csat", score: undefined }, 'x: this answers nothing; nps and csat have a "score", text has a "comment"'],
    [{ kind: "text", comment: "So so." }, "x score: a text has no score; remove it"],
    [
      { message: { enrollment: "e-1", step: "how-likely" } },
      "x message.enrollment: this is not the id of an enrollment; leave message out",
    ],
  ])("is refused: %j", (changes, fault) => expect(said(changes)).toEqual([fault]));
});
