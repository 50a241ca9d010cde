import { describe, expect, it } from "vitest";
import { Refused } from "../../lib/aws/errors.ts";
import { readChange } from "../../lib/aws/incoming/changes.ts";
import { readEnd } from "../../lib/aws/incoming/ends.ts";
import { readPayload } from "../../lib/aws/incoming/payload.ts";
import { readShopEvent } from "../../lib/aws/incoming/shop-event.ts";
import { purchase } from "../support/events.ts";
import { inserted } from "./support/records.ts";

const NOW = Date.parse("2026-01-02T00:00:00Z");

describe("an end of an execution", () => {
  const input = JSON.stringify({ customer: "c-42", campaign: "win-back", enrollment: "e1", version: "v", answers: {} });

  it("says whose journey it was, and what its last step said", () => {
    const output = '{"outcome":"thanked"}';
    expect(readEnd({ name: "e1", status: "SUCCEEDED", input, output })).toEqual({
      customer: "c-42",
      campaign: "win-back",
      enrollment: "e1",
      status: "SUCCEEDED",
      output: { outcome: "thanked" },
    });
    for (const status of ["FAILED", "TIMED_OUT", "ABORTED"]) {
      expect(readEnd({ name: "e1", status, input, output: null })).toMatchObject({ enrollment: "e1", status });
    }
  });

  it("has not come while it runs", () => {
    expect(readEnd({ name: "e1", status: "RUNNING", input })).toBeUndefined();
    expect(readEnd({ name: "e1", status: "PENDING_REDRIVE", input })).toBeUndefined();
  });

  it.each([undefined, null, "{", "[]", '{"customer":"c-42"}'])(
    "is refused without the journey it is about: %s",
    (given) => {
      const change = { name: "e1", status: "SUCCEEDED", ...(given === undefined ? {} : { input: given }) };
      expect(() => readEnd(change)).toThrow(Refused);
    },
  );
});

describe("a change of the State table", () => {
  const record = (dynamodb: object) => ({ eventName: "MODIFY", dynamodb }) as never;

  it("is plain JSON with its place and time", () => {
    const before = { pk: { S: "customer#c" }, sk: { S: "@profile" }, n: { N: "0.1" } };
    const after = {
      ...before,
      n: { N: "12345678901234567890" },
      list: { L: [{ N: "-3" }, { BOOL: true }, { NULL: true }] },
      map: { M: { constructor: { S: "a" } } },
    };
    const Keys = { pk: { S: "customer#c" }, sk: { S: "@profile" } };
    const change = readChange(
      record({
        SequenceNumber: "100000000003498069978",
        ApproximateCreationDateTime: 1767225600.5,
        Keys,
        OldImage: before,
        NewImage: after,
      }),
    );
    expect(change).toEqual({
      sequence: "100000000003498069978",
      at: 1767225600500,
      key: { pk: "customer#c", sk: "@profile" },
      before: { pk: "customer#c", sk: "@profile", n: 0.1 },
      after: {
        pk: "customer#c",
        sk: "@profile",
        n: 12345678901234567000,
        list: [-3, true, null],
        map: { constructor: "a" },
      },
    });
  });

  it("is refused when it is none, or holds what JSON has not", () => {
    expect(() => readChange(record({}))).toThrow(Refused);
    const Keys = { pk: { S: "a" }, sk: { S: "b" } };
    const foreign = { SequenceNumber: "1", ApproximateCreationDateTime: 1, Keys, NewImage: { tags: { SS: ["a"] } } };
    expect(() => readChange(record(foreign))).toThrow(/attribute "tags" has the DynamoDB type SS/);
  });
});

describe("an event of the shop", () => {
  it("is read from the record of its insertion", () => {
    const event = purchase("ann", { order: { total: 34.5, items: [{ sku: "ESP", quantity: 2 }] } });
    expect(readShopEvent(inserted(event), NOW)).toEqual(event);
  });

  it("is no news when an item was changed or removed", () => {
    for (const eventName of ["MODIFY", "REMOVE"] as const) {
      expect(readShopEvent({ ...inserted(purchase("ann")), eventName }, NOW)).toBeUndefined();
    }
  });

  it("is refused with every fault, and without its values", () => {
    const bad = { ...purchase("ann"), at: "yesterday", order: { id: "o", total: -1, currency: "usd" } };
    const refusal = () => readShopEvent(inserted(bad), NOW);
    expect(refusal).toThrow(Refused);
    expect(refusal).toThrow(/event at: .*\nevent order\.total: .*\nevent order\.currency: /);
    expect(refusal).not.toThrow(/yesterday|ann@/);
  });

  it("is refused when it does not carry what shop.json declares", () => {
    const events = { rated: { data: { rating: { type: "number", atMost: 5, required: true } } } } as const;
    const rated = (rating: unknown) =>
      inserted({ ...purchase("ann"), type: "rated", order: undefined, data: { rating } } as never);
    expect(readShopEvent(rated(5), NOW, events)).toMatchObject({ type: "rated", data: { rating: 5 } });
    expect(() => readShopEvent(rated(77), NOW, events)).toThrow(Refused);
    expect(() => readShopEvent(rated(77), NOW, events)).toThrow(/^event data\.rating: .*; write 5 or less$/);
    expect(readShopEvent(rated("any"), NOW)).toBeDefined();
  });

  it("is refused when it has not happened yet", () => {
    const ahead = (hours: number) => inserted(purchase("ann", { at: NOW + hours * 3_600_000 }));
    expect(readShopEvent(ahead(23), NOW)).toBeDefined();
    expect(() => readShopEvent(ahead(25), NOW)).toThrow(/event at: this has not happened yet; check the year/);
  });

  it("is refused when the stream shows no images, or an image is not JSON", () => {
    expect(() => readShopEvent({ eventName: "INSERT", dynamodb: {} }, NOW)).toThrow(/must show new images/);
    const dynamodb = { NewImage: { tags: { SS: ["a"] } } };
    expect(() => readShopEvent({ eventName: "INSERT", dynamodb }, NOW)).toThrow(Refused);
  });
});

describe("what machines and schedules hand over", () => {
  const whole = { customer: "c-42", campaign: "win-back", enrollment: "e1", token: "t" };

  it("is taken as it is", () => {
    expect(readPayload<typeof whole>(whole, "a message", ["token"])).toBe(whole);
  });

  it.each([null, "text", [whole], { ...whole, customer: 5 }, { ...whole, token: "" }, {}])(
    "is refused: %j",
    (value) => {
      expect(() => readPayload<typeof whole>(value, "a message", ["token"])).toThrow(Refused);
    },
  );

  it("is refused with the names that are missing", () => {
    expect(() => readPayload({ campaign: "win-back" }, "a message")).toThrow(
      /a message has no text in customer, enrollment/,
    );
  });
});
