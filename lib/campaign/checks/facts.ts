import type { Campaign } from "../campaign.ts";
import { isMessageFact, partsOf } from "../holds.ts";
import type { Finding } from "../reading/finding.ts";
import {
  CUSTOMER_FACTS,
  CUSTOMER_VALUES,
  EVENT_FACTS,
  EVENT_VALUES,
  type FactKind,
  ORDER_FACTS,
  PROFILE_DATES,
} from "../reading/known-facts.ts";
import { listed, suggest } from "../reading/suggest.ts";
import type { DeclaredEvents } from "../shop/events.ts";
import type { Declarations } from "./declared.ts";
import { checkTest } from "./operators.ts";
import { allConditions } from "./places.ts";
import { checkValues } from "./values.ts";

/** The facts of a condition exist, and their tests suit what they are. */
export function checkFacts(campaign: Campaign, { declared }: { declared?: Declarations | undefined }): Finding[] {
  const events = declared?.events ?? {};
  return allConditions(campaign).flatMap(({ condition, path, event }) =>
    partsOf(condition, path)
      .filter(({ key }) => !isMessageFact(key))
      .flatMap(({ key, value, path: at }) => {
        const fact = lookUp(key, factsOf(event, events), event, campaign.start.on);
        if (typeof fact !== "string") return [{ path: at, ...fact }];
        const unfit = checkTest(key, fact, value, at);
        const values = unfit.length > 0 ? undefined : valuesOf(key, event, events);
        return values === undefined ? unfit : checkValues(key, values, value, at);
      }),
  );
}

/** The texts that a fact can be, where only some can be. */
function valuesOf(path: string, event: string, events: DeclaredEvents): readonly string[] | undefined {
  const [root = "", fact = ""] = path.split(".");
  if (root === "customer") return own(CUSTOMER_VALUES, fact);
  if (root !== "event") return undefined;
  const datum = own(own(events, event)?.data ?? {}, fact);
  return datum?.type === "text" ? datum.oneOf : own(own(EVENT_VALUES, event) ?? {}, fact);
}

/** Of records whose keys people choose: not what every object has. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

type Unknown = { what: string; fix: string };

type Facts = Readonly<Record<string, FactKind>>;

/** What an event is known to carry; undefined when it may carry anything. */
function factsOf(event: string, events: DeclaredEvents): Facts | undefined {
  const known = own(EVENT_FACTS, event);
  const declared = own(events, event);
  if (known !== undefined || declared === undefined) return known;
  return Object.fromEntries(Object.entries(declared.data).map(([name, { type }]) => [name, type]));
}

function lookUp(path: string, facts: Facts | undefined, event: string, startedBy: string): FactKind | Unknown {
  const [root = "", ...names] = path.split(".");
  const fact = names.join(".");
  if (root === "customer") return customerFact(fact, names);
  if (root === "event") return eventFact(fact, facts, event);
  if (startedBy !== "purchase") {
    const what = `there is no order in a journey that "${startedBy}" starts`;
    return { what, fix: "use event.* for the event's facts, or customer.* for the profile's" };
  }
  return known("order", fact, ORDER_FACTS, "an order");
}

function customerFact(fact: string, [first, second, ...more]: string[]): FactKind | Unknown {
  if (first === "attributes") {
    if (more.length === 0 && /^[A-Za-z][A-Za-z0-9_]*$/.test(second ?? "")) return "any";
    return { what: `"customer.${fact}" does not name one attribute`, fix: 'write it like "customer.attributes.roast"' };
  }
  if (first === "spent") {
    if (second !== undefined && more.length === 0 && /^[A-Z]{3}$/.test(second)) return "number";
    const fix = /^[a-z]{3}$/.test(second ?? "") ? `"customer.spent.${second?.toUpperCase()}"` : '"customer.spent.USD"';
    return { what: "what a customer spent is kept for each currency", fix: `name the currency: ${fix}` };
  }
  if (PROFILE_DATES.includes(fact)) {
    const days = fact === "firstOrderAt" ? "daysSinceFirstOrder" : "daysSinceLastOrder";
    return { what: `"customer.${fact}" is a date, which only a wait can use`, fix: `test "customer.${days}"` };
  }
  const others = { ...CUSTOMER_FACTS, "spent.USD": "number", "attributes.<name>": "any" } as const;
  return known("customer", fact, others, "a profile");
}

function eventFact(fact: string, facts: Facts | undefined, event: string): FactKind | Unknown {
  if (facts !== undefined) return known("event", fact, facts, ownerOf(event));
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(fact)) return "any";
  return { what: `"event.${fact}" cannot be a fact of "${event}"`, fix: 'name one entry of its data: "event.rating"' };
}

function ownerOf(event: string): string {
  return ["purchase", "refund", "profile"].includes(event) ? `a ${event} event` : `an event "${event}"`;
}

function known(root: string, fact: string, facts: Facts, owner: string): FactKind | Unknown {
  const kind = Object.hasOwn(facts, fact) && !fact.includes("<") ? facts[fact] : undefined;
  if (kind !== undefined) return kind;
  const names = Object.keys(facts);
  const meant = suggest(
    fact,
    names.filter((name) => !name.includes("<")),
  );
  const otherwise = names.length === 0 ? "test the profile instead: customer.*" : `it has ${listed(names, "and")}`;
  const fix = meant === undefined ? otherwise : `did you mean "${root}.${meant}"?`;
  return { what: `${owner} has no "${fact}"`, fix };
}
