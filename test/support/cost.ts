import { meteredTable } from "../../lib/simulate/metered-table.ts";
import type { TestWorld } from "./world.ts";

/** What the work takes by itself, in DynamoDB's request units. */
export async function cost(shop: TestWorld, work: () => Promise<unknown>): Promise<{ reads: number; writes: number }> {
  const usage = { reads: 0, writes: 0 };
  const { table } = shop.deps;
  shop.deps.table = meteredTable(table, usage);
  await work();
  shop.deps.table = table;
  return usage;
}
