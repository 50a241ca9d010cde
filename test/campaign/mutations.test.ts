import fc from "fast-check";
import { expect, test } from "vitest";
import { checkAll } from "../../lib/campaign/check.ts";
import { say } from "../../lib/campaign/faults.ts";
import { readEvent } from "../../lib/campaign/read-event.ts";
import { readShop } from "../../lib/campaign/read-shop.ts";
import { DECLARED, TEMPLATES, WHOLE } from "./whole.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** One slip, at the n-th value of a document in reading order. */
interface Slip {
  at: number;
  do: "rename" | "replace" | "remove" | "repeat";
  key: string;
  value: Json;
}

const words = [
  "send",
  "wait",
  "if",
  "steps",
  "on",
  "all",
  "atLeast",
  "customer.orders",
  "__proto__",
  "constructor",
  "",
];
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(null, true, 0, -1, 0.5, "", "3 days", "customer.orders", [], {}, [[]], { all: [] }),
  fc.constantFrom<Json[]>({ send: "x" }, [{ send: "come-back" }], { until: "monday" }, { clicked: "x" }, { on: "x" }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);
const slip: fc.Arbitrary<Slip> = fc.record({
  at: fc.nat(150),
  do: fc.constantFrom("rename", "replace", "remove", "repeat"),
  key: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 20 })),
  value,
});

function mutate(document: Json, { at, do: how, key, value }: Slip): Json {
  let seen = 0;
  const walk = (node: Json): Json => {
    if (Array.isArray(node)) {
      return node.flatMap((entry) => {
        if (seen++ !== at) return [walk(entry)];
        return how === "remove" ? [] : how === "repeat" ? [entry, entry] : [value];
      });
    }
    if (node === null || typeof node !== "object") return node;
    const entries = Object.entries(node).flatMap(([name, entry]): [string, Json][] => {
      if (seen++ !== at) return [[name, walk(entry)]];
      if (how === "remove") return [];
      return how === "replace" ? [[name, value]] : [[key, entry]];
    });
    return Object.fromEntries(entries);
  };
  return walk(document);
}

const ZOD = /invalid|expected|received|undefined|\[object|NaN|not right here/i;

test("any slips in a campaign are accepted, or said with a line, what is wrong and how to mend it", () => {
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 4 }), (slips) => {
      const text = JSON.stringify(slips.reduce(mutate, WHOLE as Json), null, 2);
      const { campaigns, faults } = checkAll([{ path: "campaigns/win-back.json", text }], TEMPLATES, DECLARED);
      expect(campaigns.length === 1).toBe(faults.length === 0);
      for (const fault of faults) {
        expect(fault.line).toBeGreaterThan(0);
        expect(fault.line).toBeLessThanOrEqual(text.split("\n").length);
        expect(fault.what).not.toBe("");
        expect(fault.fix).not.toBe("");
        // Authors write texts of their own, which may contain anything; the words around them are ours.
        if (!ZOD.test(text)) expect(say(fault)).not.toMatch(ZOD);
      }
    }),
    { numRuns: 600 },
  );
});

test("any cut in a campaign's text is said with a line", () => {
  const text = JSON.stringify(WHOLE, null, 2);
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(5), fc.string({ maxLength: 3 }), (at, length, instead) => {
      const cut = text.slice(0, at) + instead + text.slice(at + length);
      const { campaigns, faults } = checkAll([{ path: "campaigns/win-back.json", text: cut }], TEMPLATES, DECLARED);
      expect(campaigns.length === 1).toBe(faults.length === 0);
      expect(faults.every(({ line = 0, what, fix }) => line > 0 && what !== "" && fix !== "")).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("anything at all is an event, or is refused with a reason", () => {
  const event = {
    type: "purchase",
    eventId: "order-1-paid",
    customerId: "c-1",
    at: "2026-10-30T09:15:00Z",
    customer: { email: "jane@shop.example", attributes: { roast: "dark" }, tags: ["a"], locale: "th" },
    order: { id: "order-1", total: 5, currency: "USD", items: [{ sku: "ESP-250", quantity: 1 }] },
  };
  fc.assert(
    fc.property(fc.array(slip, { maxLength: 3 }), (slips) => {
      const mutated = slips.map((each) => ({ ...each, at: each.at % 22 })).reduce(mutate, event as Json);
      const { event: read, faults } = readEvent(mutated, "request body");
      expect(read === undefined).toBe(faults.length > 0);
      for (const fault of faults) expect(say(fault)).not.toMatch(/jane@|not right here/);
    }),
    { numRuns: 1_000 },
  );
});

test("any text is a shop, or is refused with a reason", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      const { shop, faults } = readShop({ path: "shop.json", text });
      expect(shop).toBeUndefined();
      expect(faults.every(({ line = 0, what, fix }) => line > 0 && what !== "" && fix !== "")).toBe(true);
    }),
  );
});
