import type { Campaign } from "../campaign.ts";
import { isMessageFact, partsOf } from "../holds.ts";
import type { Finding } from "../reading/finding.ts";
import { CUSTOMER_FACTS, EVENT_FACTS, type FactKind, ORDER_FACTS } from "../reading/known-facts.ts";
import { listed, suggest } from "../reading/suggest.ts";
import { checkTest } from "./operators.ts";
import { allConditions } from "./places.ts";

/** The facts of a condition exist, and their tests suit what they are. */
export function checkFacts(campaign: Campaign): Finding[] {
  return allConditions(campaign).flatMap(({ condition, path, event }) =>
    partsOf(condition, path)
      .filter(({ key }) => !isMessageFact(key))
      .flatMap(({ key, value, path: at }) => {
        const fact = lookUp(key, event, campaign.start.on);
        return typeof fact === "string" ? checkTest(key, fact, value, at) : [{ path: at, ...fact }];
      }),
  );
}

type Unknown = { what: string; fix: string };

function lookUp(path: string, event: string, startedBy: string): FactKind | Unknown {
  const [root = "", ...names] = path.split(".");
  const fact = names.join(".");
  if (root === "customer") return customerFact(fact, names);
  if (root === "event") return eventFact(fact, event);
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
  if (fact === "firstOrderAt" || fact === "lastOrderAt") {
    const days = fact === "firstOrderAt" ? "daysSinceFirstOrder" : "daysSinceLastOrder";
    return { what: `"customer.${fact}" is a date, which only a wait can use`, fix: `test "customer.${days}"` };
  }
  const others = { ...CUSTOMER_FACTS, "spent.USD": "number", "attributes.<name>": "any" } as const;
  return known("customer", fact, others, "a profile");
}

function eventFact(fact: string, event: string): FactKind | Unknown {
  const facts = Object.hasOwn(EVENT_FACTS, event) ? EVENT_FACTS[event] : undefined;
  if (facts !== undefined) return known("event", fact, facts, `a ${event} event`);
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(fact)) return "any";
  return { what: `"event.${fact}" cannot be a fact of "${event}"`, fix: 'name one entry of its data: "event.rating"' };
}

function known(
  root: string,
  fact: string,
  facts: Readonly<Record<string, FactKind>>,
  owner: string,
): FactKind | Unknown {
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
