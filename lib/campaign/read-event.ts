import type * as z from "zod";
import { declaredSchema } from "./declared-data.ts";
import type { OWN_EVENTS } from "./event-facts.ts";
import { EVENT_SCHEMAS, eventSchemaFor, type ShopEvent, STANDARD_EVENTS } from "./events.ts";
import type { Fault } from "./faults.ts";
import { explainer } from "./reading/explain.ts";
import { type Finding, toFault } from "./reading/finding.ts";
import { kindOfValue } from "./reading/kinds.ts";
import { suggest } from "./reading/suggest.ts";
import type { DeclaredEvents } from "./shop/events.ts";

/** Values are never quoted: events carry personal data, and faults reach logs. */
const explain = explainer({ quote: false });

/**
 * Reads one event that a shop sent.
 * @param value what JSON.parse gave
 * @param where how the sender knows it: `purchases.jsonl:12`, `request body`
 * @param events what shop.json declares of events of the shop's own; others may carry anything
 */
export function readEvent(
  value: unknown,
  where: string,
  events: DeclaredEvents = {},
): { event?: ShopEvent; faults: Fault[] } {
  const type = kindOfValue(value) === "an object" ? (value as { type?: unknown }).type : undefined;
  const schema = schemaFor(type, events);
  const parsed = schema.safeParse(value);
  if (parsed.success) return { event: parsed.data, faults: [] };
  return { faults: findings(value, type, schema, events).map((finding) => toFault(finding, where)) };
}

function schemaFor(type: unknown, events: DeclaredEvents): z.ZodType<ShopEvent> {
  const declared = typeof type === "string" && Object.hasOwn(events, type) ? events[type] : undefined;
  return declared === undefined ? eventSchemaFor(type) : declaredSchema(declared);
}

/** Whence each event of the engine's own comes. */
const COMES_OF: Readonly<Record<(typeof OWN_EVENTS)[number], string>> = {
  "consent.given": 'send an event of type "profile" with customer.consent',
  "stage.changed": "send the purchases and refunds that it follows from",
  "referral.converted": "send the friend's purchase with the code as order.referral",
  "referral.reversed": "send the refund of the friend's order",
  "coupon.redeemed": "send the purchase with the code as order.coupon",
};

function findings(value: unknown, type: unknown, schema: z.ZodType, events: DeclaredEvents): Finding[] {
  if (kindOfValue(value) !== "an object") {
    const fix = 'send an object like { "type": "purchase", … }';
    return [{ path: [], what: `an event is an object, got ${kindOfValue(value)}`, fix }];
  }
  if (typeof type === "string" && Object.hasOwn(COMES_OF, type)) {
    const fix = COMES_OF[type as keyof typeof COMES_OF];
    return [{ path: ["type"], what: `Regulars tells "${type}" itself`, fix }];
  }
  // A misspelled purchase looks like a custom event with keys that custom events do not have.
  const meant =
    typeof type === "string" && !Object.hasOwn(EVENT_SCHEMAS, type) && !Object.hasOwn(events, type)
      ? suggest(type, STANDARD_EVENTS)
      : undefined;
  if (meant === undefined) {
    const isDeclared = typeof type === "string" && Object.hasOwn(events, type);
    return explain(schema, value, []).map((finding) => (isDeclared ? orDeclared(finding) : finding));
  }
  const what = `this is not an event of type "${meant}", nor a custom event`;
  return [
    { path: ["type"], what, fix: `did you mean "${meant}"?` },
    ...explain(eventSchemaFor(meant), { ...(value as object), type: meant }, []),
  ];
}

/** A key that the declaration does not have may well be one that it should have. */
function orDeclared(finding: Finding): Finding {
  const { path, at, fix } = finding;
  if (path.length !== 1 || path[0] !== "data" || at === undefined) return finding;
  const declare = 'declare it in shop.json, under "events"';
  return { ...finding, fix: fix.endsWith("?") ? `${fix} Else ${declare}` : `${fix}, or ${declare}` };
}
