import { ConditionFailed, type Update } from "../../store/table.ts";
import { keys, partitionOf } from "../keys.ts";
import type { Core } from "../ports.ts";
import { readAll } from "../read-all.ts";
import type { GivenCoupon } from "./records.ts";

/** Takes back the coupons that a journey gave, as far as they were not redeemed. Done again, it is done. */
export async function revokeCoupons(
  { table, now }: Pick<Core, "table" | "now">,
  customer: string,
  enrollment: string,
): Promise<void> {
  const given = (await readAll(table, partitionOf(customer), `coupon#${enrollment}#`)) as unknown as GivenCoupon[];
  for (const { code, step, redeemedAt } of given) {
    if (redeemedAt !== undefined) continue;
    const setOnce = { revokedAt: now() };
    await mark({ table }, { update: keys.code(code), setOnce });
    await mark({ table }, { update: keys.given(customer, enrollment, step), setOnce });
  }
}

/** What was erased meanwhile is not made anew. */
async function mark({ table }: Pick<Core, "table">, update: Update): Promise<void> {
  try {
    await table.write({ ...update, if: { equals: {} } });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
