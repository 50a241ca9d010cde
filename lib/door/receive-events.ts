import { admit } from "./admit.ts";
import type { Answer, DoorPorts } from "./ports.ts";
import { type Result, store } from "./store.ts";

const MOST_EVENTS = 25;

/**
 * Takes one event, a list of them, or `{ "events": [ … ] }`, and answers in the same form. A bad event is refused with its
 * faults; the good ones beside it proceed.
 */
export async function receiveEvents(
  value: unknown,
  now: number,
  { put, events: declared }: Pick<DoorPorts, "put" | "events">,
): Promise<Answer> {
  const { events, where, answer } = formOf(value);
  if (events.length === 0 || events.length > MOST_EVENTS) {
    const what = `these are ${events.length} events`;
    const fix = `send 1 to ${MOST_EVENTS} in one request`;
    return { status: 400, body: { faults: [{ where: "request body", what, fix }] } };
  }
  const admitted = events.map((event, index) => admit(event, where(index), now, declared));
  const { results, errors } = await store(admitted, put);
  const status = results.every((result) => "faults" in result) ? 400 : 202;
  if (errors.length === 0) return { status, body: answer(results) };
  return { status: 503, body: answer(results), errors };
}

interface Form {
  events: readonly unknown[];
  where(index: number): string;
  answer(results: Result[]): object;
}

function formOf(value: unknown): Form {
  if (Array.isArray(value)) {
    return { events: value, where: (index) => `request body[${index}]`, answer: (results) => results };
  }
  const list = eventsOf(value);
  if (list !== undefined) {
    return { events: list, where: (index) => `request body events[${index}]`, answer: (events) => ({ events }) };
  }
  return { events: [value], where: () => "request body", answer: (results) => results[0] ?? {} };
}

function eventsOf(value: unknown): unknown[] | undefined {
  if (value === null || typeof value !== "object" || !("events" in value) || "type" in value) return undefined;
  return Array.isArray(value.events) ? value.events : undefined;
}
