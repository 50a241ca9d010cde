import { keys, partitionOf } from "../keys.ts";
import type { Core } from "../ports.ts";
import { readAll } from "../read-all.ts";
import type { Profile } from "../records.ts";
import { written } from "../written.ts";
import type { GivenCoupon } from "./records.ts";

type Table = Pick<Core, "table">;

/**
 * Removes the profile of a customer who is erased, and the code for friends that it names: the code first, and the profile as
 * it was read, so that no code that is made meanwhile stays behind. Answers how many items went.
 */
export async function removeProfile({ table }: Table, customer: string): Promise<number> {
  const key = keys.profile(customer);
  let items = 0;
  for (;;) {
    const profile = (await table.get(key)) as unknown as Profile | undefined;
    if (profile === undefined) return items;
    const { rev, referral } = profile;
    if (referral !== undefined && (await written(table, { delete: keys.code(referral), if: { equals: { customer } } })))
      items += 1;
    // Each change raises it; nobody changes a customer for ever.
    if (await written(table, { delete: key, if: { equals: { rev } } })) return items + 1;
  }
}

/**
 * Unties the codes of their coupons: they stay given, so that nobody gets them a second time, and do not tell to whom. Their
 * journeys must be gone, which could give more, and what was given must still be there.
 */
export async function untieCoupons({ table }: Table, customer: string): Promise<void> {
  const given = (await readAll(table, partitionOf(customer), "coupon#")) as unknown as GivenCoupon[];
  for (const { code } of given) {
    const remove = ["customer", "enrollment", "step", "campaign"];
    await written(table, { update: keys.code(code), remove, if: { equals: { customer } } });
  }
}
