import { ConditionFailed, type Write } from "../../store/table.ts";
import { keys, partitionOf } from "../keys.ts";
import type { Core } from "../ports.ts";
import { readAll } from "../read-all.ts";
import type { Profile } from "../records.ts";
import type { GivenCoupon } from "./records.ts";

/**
 * Unties codes from a customer who is erased: theirs for friends goes, those of coupons stay given, so that nobody gets them a
 * second time, and do not tell to whom. Their records must still be there. Answers how many items went.
 */
export async function dropCodes({ table }: Pick<Core, "table">, customer: string): Promise<number> {
  const given = (await readAll(table, partitionOf(customer), "coupon#")) as unknown as GivenCoupon[];
  for (const { code } of given) {
    const remove = ["customer", "enrollment", "step", "campaign"];
    await ifTheirs(table, { update: keys.code(code), remove, if: { equals: { customer } } });
  }
  const profile = (await table.get(keys.profile(customer))) as unknown as Profile | undefined;
  if (profile?.referral === undefined) return 0;
  return ifTheirs(table, { delete: keys.code(profile.referral), if: { equals: { customer } } });
}

/** Done before, by a try that was cut off, it is done. */
async function ifTheirs(table: Core["table"], write: Write): Promise<number> {
  try {
    await table.write(write);
    return 1;
  } catch (error) {
    if (error instanceof ConditionFailed) return 0;
    throw error;
  }
}
