import { partitionOf } from "../keys.ts";
import type { Core } from "../ports.ts";
import { readAll } from "../read-all.ts";
import type { Effect, Enrollment, Past } from "../records.ts";
import { conversionTakenBackBy } from "./own-events.ts";

/** What takes back the coupons of the journeys that a conversion started, also of those that others took the place of. */
export async function revocations(
  { table }: Pick<Core, "table">,
  { customerId, eventId }: { customerId: string; eventId: string },
  enrollments: Iterable<Enrollment>,
): Promise<Effect[]> {
  const past = (await readAll(table, partitionOf(customerId), "past#")) as unknown as Past[];
  return [...enrollments, ...past]
    .filter(({ event }) => event === conversionTakenBackBy(eventId))
    .map(({ id }) => ({ do: "revoke", enrollment: id }));
}
