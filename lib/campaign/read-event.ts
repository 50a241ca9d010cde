import { EVENT_SCHEMAS, eventSchemaFor, type ShopEvent, STANDARD_EVENTS } from "./events.ts";
import type { Fault } from "./faults.ts";
import { explainer } from "./reading/explain.ts";
import { type Finding, toFault } from "./reading/finding.ts";
import { kindOfValue } from "./reading/kinds.ts";
import { suggest } from "./reading/suggest.ts";

/** Values are never quoted: events carry personal data, and faults reach logs. */
const explain = explainer({ quote: false });

/**
 * Reads one event that a shop sent.
 * @param value what JSON.parse gave
 * @param where how the sender knows it: `purchases.jsonl:12`, `request body`
 */
export function readEvent(value: unknown, where: string): { event?: ShopEvent; faults: Fault[] } {
  const type = kindOfValue(value) === "an object" ? (value as { type?: unknown }).type : undefined;
  const parsed = eventSchemaFor(type).safeParse(value);
  if (parsed.success) return { event: parsed.data, faults: [] };
  return { faults: findings(value, type).map((finding) => toFault(finding, where)) };
}

function findings(value: unknown, type: unknown): Finding[] {
  if (kindOfValue(value) !== "an object") {
    const fix = 'send an object like { "type": "purchase", … }';
    return [{ path: [], what: `an event is an object, got ${kindOfValue(value)}`, fix }];
  }
  // A misspelled purchase looks like a custom event with keys that custom events do not have.
  const meant =
    typeof type === "string" && !Object.hasOwn(EVENT_SCHEMAS, type) ? suggest(type, STANDARD_EVENTS) : undefined;
  if (meant === undefined) return explain(eventSchemaFor(type), value, []);
  const what = `this is not an event of type "${meant}", nor a custom event`;
  return [
    { path: ["type"], what, fix: `did you mean "${meant}"?` },
    ...explain(eventSchemaFor(meant), { ...(value as object), type: meant }, []),
  ];
}
