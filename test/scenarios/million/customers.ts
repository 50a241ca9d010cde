import type { CustomEvent, CustomerPatch, ProfileEvent, Purchase, ShopEvent } from "../../../lib/campaign/events.ts";
import type { Chance } from "./chance.ts";
import { addressOf, chooses, type Person, personIn, type Said, says } from "./said.ts";

const DAY = 86_400_000;
/** Most of the days on which something happens; the clocks of some change within them. */
const DAYS = 90;
const ZONES = [
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Asia/Bangkok",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Australia/Lord_Howe",
  "Europe/London",
  "Europe/Berlin",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
] as const;
const TOPICS = ["offers", "tips", "parties"] as const;

/** Something that a customer does, or that the shop tells about them; it is written down as said. */
export interface Happening {
  at: number;
  customer: string;
  what:
    | "buys"
    | "gets the newsletter"
    | "says yes"
    | "confirms"
    | "says no"
    | "unsubscribes"
    | "moves"
    | "has a new address"
    | "chooses";
}

/** One of twenty reads the mailbox of the one before. */
export function somebody(said: Said, number: number, chance: Chance): Person {
  const person: Person = {
    id: `c-${number}`,
    mailbox: chance.is(0.05) && number > 0 ? number - 1 : number,
    isMailboxTold: false,
    home: chance.is(0.2) ? undefined : chance.one(ZONES),
    timeZone: undefined,
    hasBought: false,
    word: undefined,
    isConfirmed: false,
    topics: new Map(),
    got: [],
  };
  said.people.set(person.id, person);
  return person;
}

export function happeningsOf({ id }: Person, start: number, chance: Chance): Happening[] {
  const list: Happening[] = [];
  const some = (what: Happening["what"], most: number): void => {
    for (let n = chance.below(most + 1); n > 0; n--) {
      list.push({ at: start + Math.floor(chance.next() * DAYS * DAY), customer: id, what });
    }
  };
  // Some tell their zone and their yes at the beginning, so that most of what follows may be written to.
  if (chance.is(0.8)) list.push({ at: start, customer: id, what: "buys" });
  if (chance.is(0.7)) list.push({ at: start, customer: id, what: "says yes" });
  if (chance.is(0.7)) list.push({ at: start + chance.below(DAY), customer: id, what: "confirms" });
  some("buys", 9);
  some("gets the newsletter", 16);
  for (const [what, likelihood] of [
    ["says yes", 0.3],
    ["confirms", 0.2],
    ["says no", 0.06],
    ["unsubscribes", 0.06],
    ["moves", 0.3],
    ["has a new address", 0.08],
    ["chooses", 0.4],
  ] as const) {
    if (chance.is(likelihood)) some(what, 2);
  }
  return list;
}

/** What the shop tells of it, when it is the shop that does; the customer has said it from then on. */
export function told(said: Said, { customer, what, at }: Happening, number: number, chance: Chance): ShopEvent {
  const person = personIn(said, customer);
  const common = { eventId: `e-${number}`, customerId: customer, at: new Date(at).toISOString() };
  const knownAs = { email: addressOf(person.mailbox, number) };
  if (what === "buys") {
    person.hasBought = true;
    person.isMailboxTold = true;
    person.timeZone = person.home;
    const { timeZone } = person;
    const known: CustomerPatch = { ...knownAs, ...(timeZone === undefined ? {} : { timeZone }) };
    const order = { id: `o-${number}`, total: 20, currency: "USD" };
    return { type: "purchase", ...common, customer: known, order } satisfies Purchase;
  }
  if (what === "gets the newsletter") return { type: "newsletter", ...common } satisfies CustomEvent;
  person.isMailboxTold = true;
  return {
    type: "profile",
    ...common,
    customer: { ...knownAs, ...learned(person, what, at, number, chance) },
  } satisfies ProfileEvent;
}

function learned(person: Person, what: Happening["what"], at: number, number: number, chance: Chance): CustomerPatch {
  const consent = { at: new Date(at).toISOString(), source: "shop" };
  if (what === "moves") {
    person.home = chance.one(ZONES);
    person.timeZone = person.home;
    return { timeZone: person.timeZone };
  }
  if (what === "has a new address") {
    // Nobody has had it before.
    person.mailbox = 1_000_000_000 + number;
    return { email: addressOf(person.mailbox, number) };
  }
  if (what === "chooses") {
    const topic = chance.one(TOPICS);
    const on = chance.is(0.6);
    chooses(person, topic, on, at);
    return { consent: { topics: { [topic]: on }, ...consent } };
  }
  const isConfirmed = what === "confirms";
  says(person, what !== "says no", at, isConfirmed);
  return { consent: { marketing: what !== "says no", ...(isConfirmed ? { confirmed: true } : {}), ...consent } };
}
