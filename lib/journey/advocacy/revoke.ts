import { keys, partitionOf } from "../keys.ts";
import type { Core } from "../ports.ts";
import { readAll } from "../read-all.ts";
import { written } from "../written.ts";
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
    // What was erased meanwhile is not made anew.
    await written(table, { update: keys.code(code), setOnce, if: { equals: {} } });
    await written(table, { update: keys.given(customer, enrollment, step), setOnce, if: { equals: {} } });
  }
}
