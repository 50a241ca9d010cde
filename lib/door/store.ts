import type { Admitted } from "./admit.ts";
import type { ToldFault } from "./faults.ts";
import type { DoorPorts } from "./ports.ts";

/** What became of one event. */
export type Result =
  | { eventId: string; accepted: true }
  /** It was stored before. */
  | { eventId: string; known: true }
  | { faults: ToldFault[] };

/** Stores what was admitted, one after the other, so that a customer's events come into the table in the order they were sent. */
export async function store(
  admitted: readonly Admitted[],
  put: DoorPorts["put"],
): Promise<{ results: Result[]; errors: unknown[] }> {
  const results: Result[] = [];
  const errors: unknown[] = [];
  for (const one of admitted) {
    if ("faults" in one) {
      results.push(one);
      continue;
    }
    const { eventId } = one.event;
    try {
      const outcome = await put(one.event);
      results.push(outcome === "new" ? { eventId, accepted: true } : { eventId, known: true });
    } catch (error) {
      errors.push(error);
      results.push({ faults: [TROUBLE] });
    }
  }
  return { results, errors };
}

/** Our own trouble, told without its details. */
export const TROUBLE: ToldFault = {
  where: "the door",
  what: "this could not be stored just now",
  fix: "send it again in a while; whatever was stored already counts once",
};
