import fc from "fast-check";
import type { Condition, Test } from "../../lib/campaign/conditions.ts";
import { GROUPS, MESSAGE_FACTS } from "../../lib/campaign/holds.ts";
import { oddText } from "./words.ts";

/** Stands for an earlier message until it is known which were sent: see settle.ts. */
export const anyMessage = fc.nat({ max: 99 }).map((pick) => `?${pick}`);

type Kind = "number" | "text" | "list" | "boolean" | "stage" | "group";

const number = fc.constantFrom(0, 1, 2, 20, 99.5);
const exists = fc.record({ exists: fc.boolean() });
const list = fc.oneof(fc.record({ contains: fc.constantFrom("warm", "espresso") }), exists);

const oneOf = (...texts: string[]) => {
  const text = fc.constantFrom(...texts);
  return fc.oneof(text, fc.record({ in: fc.array(text, { minLength: 1, maxLength: 2 }) }), exists);
};

const TESTS: Record<Kind, fc.Arbitrary<Test>> = {
  number: fc.oneof(
    number,
    fc.record(
      { atLeast: number, atMost: number, moreThan: number, lessThan: number },
      { requiredKeys: ["atLeast"], noNullPrototype: true },
    ),
    fc.record({ in: fc.array(number, { minLength: 1, maxLength: 3 }) }),
    exists,
  ),
  text: fc.oneof(oddText, fc.record({ in: fc.array(oddText, { minLength: 1, maxLength: 2 }) }), list),
  list,
  boolean: fc.oneof(fc.boolean(), exists),
  stage: oneOf("new", "regular", "champion", "at risk"),
  group: oneOf(...GROUPS.nps),
};

const CUSTOMER: [string, Kind][] = [
  ["customer.orders", "number"],
  ["customer.spent.USD", "number"],
  ["customer.daysSinceLastOrder", "number"],
  ["customer.items", "list"],
  ["customer.tags", "list"],
  ["customer.country", "text"],
  ["customer.consent", "boolean"],
  ["customer.npsGroup", "group"],
  ["customer.nps", "number"],
  ["customer.csat", "number"],
  ["customer.stage", "stage"],
  ["customer.categories", "list"],
  ["customer.referrals", "number"],
  ["customer.referred", "boolean"],
  ["customer.attributes.roast", "text"],
];
const ORDER: [string, Kind][] = [
  ["total", "number"],
  ["quantity", "number"],
  ["coupon", "text"],
  ["referral", "text"],
  ["items", "list"],
];
const CUSTOM: [string, Kind][] = [
  ["rating", "number"],
  ["place", "text"],
];
const EVENTS: Readonly<Record<string, [string, Kind][]>> = {
  purchase: ORDER,
  refund: [["amount", "number"]],
  "survey.answered": [
    ["score", "number"],
    ["group", "group"],
    ["hasComment", "boolean"],
  ],
  "stage.changed": [
    ["from", "stage"],
    ["to", "stage"],
  ],
  "referral.converted": [
    ["total", "number"],
    ["referrals", "number"],
  ],
  "coupon.redeemed": [
    ["coupon", "text"],
    ["late", "boolean"],
  ],
};

/** What a condition may ask, where it stands. */
export interface Scope {
  /** The kind of event that event.* speaks of. */
  event: string;
  hasOrder: boolean;
  hasMessages: boolean;
  /** Not where only the event and the order are looked at. */
  hasCustomer?: boolean;
}

/** Conditions up to three levels deep. Messages are named by placeholders. */
export function conditions(scope: Scope): fc.Arbitrary<Condition> {
  const entry = fc.oneof(
    ...factsIn(scope).map(([path, kind]) => TESTS[kind].map((test): [string, unknown] => [path, test])),
  );
  const message = fc.tuple(fc.constantFrom(...MESSAGE_FACTS), anyMessage) as fc.Arbitrary<[string, unknown]>;
  const entries = fc.uniqueArray(scope.hasMessages ? fc.oneof(entry, message) : entry, {
    minLength: 1,
    maxLength: 2,
    selector: ([key]) => key,
  });
  const plain = entries.map((list) => Object.fromEntries(list) as Condition);
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2 },
      { weight: 4, arbitrary: plain },
      fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 2 }) }),
      fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 2 }) }),
      fc.record({ not: tie("condition") }),
    ),
  })).condition;
}

function factsIn({ event, hasOrder, hasCustomer = true }: Scope): [string, Kind][] {
  const order = hasOrder ? prefixed("order", ORDER) : [];
  const customer = hasCustomer ? CUSTOMER : [];
  return [...customer, ...order, ...prefixed("event", EVENTS[event] ?? CUSTOM)];
}

function prefixed(root: string, facts: [string, Kind][]): [string, Kind][] {
  return facts.map(([name, kind]) => [`${root}.${name}`, kind]);
}
