import type { Purchase, ShopEvent } from "../../lib/campaign/events.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2024, 0, 1);
const MONTHS = 18;
const SPAN = (MONTHS * 365 * DAY) / 12;

/** How people buy: a share of all customers, from and up to so many orders, and the mean gap between two of them in days. */
const HABITS = [
  { share: 0.52, orders: [1, 1], gap: 0 },
  { share: 0.2, orders: [2, 2], gap: 70 },
  { share: 0.15, orders: [3, 5], gap: 55 },
  { share: 0.1, orders: [6, 12], gap: 32 },
  { share: 0.03, orders: [12, 30], gap: 20 },
] as const;

const ZONES = ["America/New_York", "America/Chicago", "America/Los_Angeles", "Europe/Berlin", "Asia/Bangkok"];

/** The orders of a made-up shop over 18 months, oldest first: most customers buy once or twice, some often. Seeded. */
export function history(customers: number, seed = 1): ShopEvent[] {
  const random = seeded(seed);
  const events: ShopEvent[] = [];
  for (let customer = 0; customer < customers; customer += 1) addOrders(events, customer, random);
  return events.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function addOrders(events: ShopEvent[], customer: number, random: () => number): void {
  const { orders, gap } = habitOf(random());
  const count = orders[0] + Math.floor(random() * (orders[1] - orders[0] + 1));
  // Whoever buys often began early, or their orders would lie in the future.
  let at = FROM + random() * Math.max(0, SPAN - (count - 1) * gap * DAY);
  for (let nth = 1; nth <= count && at < FROM + SPAN; nth += 1) {
    events.push(purchase(customer, nth, at, random));
    at += 3_600_000 - Math.log(1 - random()) * gap * DAY;
  }
}

function habitOf(draw: number): (typeof HABITS)[number] {
  let left = draw;
  for (const habit of HABITS) {
    if (left < habit.share) return habit;
    left -= habit.share;
  }
  return HABITS[0];
}

function purchase(customer: number, nth: number, at: number, random: () => number): Purchase {
  const id = `${customer}-${nth}`;
  const price = Math.round(random() * 6000 + 800) / 100;
  return {
    type: "purchase",
    eventId: `order-${id}`,
    customerId: `customer-${customer}`,
    at: new Date(at).toISOString(),
    order: {
      id,
      total: price,
      currency: "USD",
      items: [{ sku: `sku-${Math.floor(random() * 40)}`, name: "House Blend, 250 g", quantity: 1, price }],
    },
    ...(nth > 1
      ? {}
      : {
          customer: {
            email: `customer-${customer}@example.com`,
            firstName: "Maya",
            locale: "en",
            timeZone: ZONES[customer % ZONES.length] ?? "UTC",
            country: "US",
          },
        }),
  };
}

/** Mulberry32 by Tommy Ettinger. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
