import type { CustomerPatch, ShopEvent } from "../../campaign/events.ts";
import { createDraw, type Draw } from "./draw.ts";
import { PEOPLE, type Person } from "./people.ts";
import { drawOrder } from "./products.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** How far back the history goes, in days. */
export const HISTORY_DAYS = 200;

/** How people buy: the first time so many days ago, then every so many days, at most so often. */
interface Rhythm {
  since: [number, number];
  gap: [number, number];
  orders: [number, number];
}

/** Regulars, now-and-then buyers, the silent, newcomers, and regulars who fell silent: each gives another campaign something to do. */
const RHYTHMS: readonly [Rhythm, ...Rhythm[]] = [
  { since: [150, 198], gap: [22, 36], orders: [6, 9] },
  { since: [110, 190], gap: [45, 85], orders: [2, 4] },
  { since: [62, 150], gap: [12, 30], orders: [1, 3] },
  { since: [4, 45], gap: [14, 24], orders: [1, 2] },
  { since: [170, 198], gap: [13, 22], orders: [5, 7] },
];

/** What a shop of forty customers sent in the last {@link HISTORY_DAYS} days, oldest first. The same seed and time give the same. */
export function planHistory(seed: number, now: number): ShopEvent[] {
  const draw = createDraw(seed);
  const events = PEOPLE.flatMap((person, index) =>
    eventsOf(draw, person, RHYTHMS[index % RHYTHMS.length] ?? RHYTHMS[0], now),
  );
  return events
    .filter(({ at }) => Date.parse(at) < now)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

function eventsOf(draw: Draw, person: Person, { since, gap, orders }: Rhythm, now: number): ShopEvent[] {
  const events: ShopEvent[] = [];
  const count = draw.between(...orders);
  let at = now - draw.between(...since) * DAY - draw.between(0, 12) * HOUR;
  const signsUpFirst = draw.happens(0.35);
  if (signsUpFirst) events.push(signUp(draw, person, at - draw.between(1, 48) * HOUR));
  for (let nth = 1; nth <= count; nth++) {
    const number = person.number * 100 + nth;
    const customer = nth === 1 && !signsUpFirst ? introduction(draw, person, at) : undefined;
    const order = drawOrder(draw, person, number);
    events.push({
      type: "purchase",
      eventId: `order-${order.id}-paid`,
      ...whoAndWhen(person, at),
      ...(customer === undefined ? {} : { customer }),
      order,
    });
    if (draw.happens(0.05)) {
      events.push({
        type: "refund",
        eventId: `order-${order.id}-refunded`,
        ...whoAndWhen(person, at + draw.between(2, 9) * DAY),
        orderId: order.id,
        amount: order.total,
        currency: order.currency,
      });
    }
    at += draw.between(...gap) * DAY + draw.between(-8, 8) * HOUR;
  }
  return events;
}

/** Whoever signs up for the newsletter says yes in so many words, and which roast they like. */
function signUp(draw: Draw, person: Person, at: number): ShopEvent {
  return {
    type: "profile",
    eventId: `${person.id}-newsletter`,
    ...whoAndWhen(person, at),
    customer: {
      ...contactOf(person),
      attributes: { roast: draw.one(["light", "medium", "dark"]) },
      tags: ["newsletter"],
      consent: yes(at, "newsletter form", "Write to me about new coffees and offers. I can stop this any time."),
    },
  };
}

/** Some buyers tick the box at the checkout; the others have never been asked. */
function introduction(draw: Draw, person: Person, at: number): CustomerPatch {
  if (draw.happens(0.3)) return contactOf(person);
  return { ...contactOf(person), consent: yes(at, "checkout", "Keep me posted about my coffee by e-mail.") };
}

function contactOf({ email, firstName, lastName, locale, timeZone, country }: Person): CustomerPatch {
  return { email, firstName, lastName, locale, timeZone, country };
}

function yes(at: number, source: string, wording: string): NonNullable<CustomerPatch["consent"]> {
  return { marketing: true, at: new Date(at).toISOString(), source, wording };
}

function whoAndWhen(person: Person, at: number): { customerId: string; at: string } {
  return { customerId: person.id, at: new Date(at).toISOString() };
}
