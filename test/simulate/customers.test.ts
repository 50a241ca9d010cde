import { describe, expect, it } from "vitest";
import { type Reaction, reactions, simulatedPurchase } from "../../lib/simulate/customers.ts";
import { DEFAULT_RATES, type Rates } from "../../lib/simulate/rates.ts";
import { DAY, START } from "../support/events.ts";

const RATES: Rates = { ...DEFAULT_RATES, opened: 0.4, clicked: 0.1, bought: 0.03, unsubscribed: 0.01 };
const MESSAGES = 10_000;

function drawn(rates: Rates, seed = "seed"): Reaction[][] {
  return Array.from({ length: MESSAGES }, (_, index) =>
    reactions({ customer: `c${index}`, enrollment: `e${index}`, step: "hello" }, START, rates, seed),
  );
}

const has = (what: string) => (list: Reaction[]) =>
  list.some(({ engagement, buys }) => (what === "bought" ? buys === true : engagement?.fact === what));
const who = (all: Reaction[][], what: string) =>
  new Set(all.flatMap((list, index) => (has(what)(list) ? [index] : [])));

const outside = (some: Set<number>, others: Set<number>) => [...some].filter((one) => !others.has(one));

describe("readers of a message", () => {
  const all = drawn(RATES);

  it.each(["opened", "clicked", "bought", "unsubscribed"] as const)("%s as often as the rate says", (what) => {
    const expected = MESSAGES * RATES[what];
    const deviation = Math.sqrt(expected * (1 - RATES[what]));
    expect(Math.abs(who(all, what).size - expected)).toBeLessThan(4 * deviation);
  });

  it("buy only after they clicked, and click only after they opened", () => {
    const [opened, clicked, bought] = [who(all, "opened"), who(all, "clicked"), who(all, "bought")];
    expect(outside(bought, clicked)).toEqual([]);
    expect(outside(clicked, opened)).toEqual([]);
    for (const list of all) {
      const at = list.filter(({ engagement }) => engagement?.fact !== "unsubscribed").map((reaction) => reaction.at);
      expect(at).toEqual(at.toSorted((one, other) => one - other));
    }
  });

  it("react after the message and within days", () => {
    const times = all.flat().map(({ at }) => at);
    expect(times.every((at) => at > START && at < START + 6 * DAY)).toBe(true);
  });

  it("react more when a rate rises, and nobody takes a reaction back", () => {
    const more = drawn({ ...RATES, clicked: 0.2 });
    expect(outside(who(all, "clicked"), who(more, "clicked"))).toEqual([]);
    expect(who(more, "opened")).toEqual(who(all, "opened"));
  });

  it("have opened and clicked when more are said to buy than to open", () => {
    const list = drawn({ ...RATES, opened: 0, clicked: 0, bought: 0.5, unsubscribed: 0 });
    expect(who(list, "opened")).toEqual(who(list, "bought"));
    expect(who(list, "bought").size).toBeGreaterThan(0.45 * MESSAGES);
  });

  it("only get it when all rates are zero", () => {
    for (const list of drawn({ ...RATES, opened: 0, clicked: 0, bought: 0, unsubscribed: 0 })) {
      expect(list.map(({ engagement }) => engagement?.fact)).toEqual(["delivered"]);
    }
  });

  it("are the same for a seed and others for another one", () => {
    expect(drawn(RATES)).toEqual(all);
    expect(who(drawn(RATES, "other"), "opened")).not.toEqual(who(all, "opened"));
  });

  it("draw on their own for every message", () => {
    // Of those who opened one message as many open the other as of all.
    const others = Array.from({ length: MESSAGES }, (_, index) =>
      reactions({ customer: `c${index}`, enrollment: `e${index}`, step: "bye" }, START, RATES, "seed"),
    );
    const [first, second] = [who(all, "opened"), who(others, "opened")];
    expect(1 - outside(first, second).length / first.size).toBeCloseTo(RATES.opened, 1);
  });
});

it("a purchase because of a message is as large as the customer's average, to the cent", () => {
  const message = { customer: "ana", enrollment: "e1", step: "hello" };
  expect(simulatedPurchase(message, START, 12.345678, "USD")).toEqual({
    type: "purchase",
    eventId: "simulated:e1:hello",
    customerId: "ana",
    at: new Date(START).toISOString(),
    order: { id: "simulated:e1:hello", total: 12.35, currency: "USD" },
  });
});
