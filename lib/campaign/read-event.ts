import type * as z from "zod";
import { declaredSchema } from "./declared-data.ts";
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

function findings(value: unknown, type: unknown, schema: z.ZodType, events: DeclaredEvents): Finding[] {
  if (kindOfValue(value) !== "an object") {
    const fix = 'send an object like { "type": "purchase", … }';
    return [{ path: [], what: `an event is an object, got ${kindOfValue(value)}`, fix }];
  }
  // A misspelled purchase looks like a custom event with keys that custom events do not have.
  const meant =
    typeof type === "string" && !Object.hasOwn(EVENT_SCHEMAS, type) && !Object.hasOwn(events, type)
      ? suggest(type, STANDARD_EVENTS)
      : undefined;
  if (meant === undefined) return explain(schema, value, []);
  const what = `this is not an event of type "${meant}", nor a custom event`;
  return [
    { path: ["type"], what, fix: `did you mean "${meant}"?` },
    ...explain(eventSchemaFor(meant), { ...(value as object), type: meant }, []),
  ];
}
