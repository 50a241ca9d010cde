import { keys } from "../../../lib/journey/keys.ts";
import type { EventMarker } from "../../../lib/journey/records.ts";
import type { Table } from "../../../lib/store/table.ts";

/** What a customer's journeys were told of stages, the oldest first, as "from>to". */
export async function changes({ table }: { table: Table }, customer = "ann"): Promise<string[]> {
  const { items } = await table.query(keys.event(customer, "").pk, { prefix: "event#" });
  return (items as unknown as EventMarker[])
    .filter(({ type }) => type === "stage.changed")
    .sort((one, other) => one.seen - other.seen)
    .map(({ facts }) => `${facts.from ?? ""}>${facts.to}`);
}
