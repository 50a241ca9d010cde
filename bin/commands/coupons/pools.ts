import { readShop } from "../../../lib/campaign/read-shop.ts";
import type { Shop } from "../../../lib/campaign/shop.ts";
import { readIfThere } from "../../../lib/project/files.ts";
import type { Common } from "../project.ts";
import { faulty, Refused, unknown } from "../refused.ts";

/** The coupons that the folder's shop.json names. Throws Refused when it cannot be read, with all its faults. */
export async function couponsOf({ project }: Common): Promise<NonNullable<Shop["coupons"]>> {
  const file = await readIfThere(project, "shop.json");
  if (file === undefined) {
    throw new Refused(`--project ${project}: there is no shop.json in this folder; name the shop's folder`);
  }
  if ("fault" in file) throw faulty([file.fault]);
  const { shop, faults } = readShop(file);
  if (shop === undefined) throw faulty(faults);
  return shop.coupons ?? {};
}

/** Throws Refused unless this coupon's codes are imported. */
export function checkPool(coupons: NonNullable<Shop["coupons"]>, coupon: string): void {
  const rules = coupons[coupon];
  if (rules === undefined) throw unknown("coupon in shop.json", coupon, Object.keys(coupons));
  if ("pattern" in rules) {
    throw new Refused(
      `the codes of ${coupon} are made by its pattern ${rules.pattern} when they are given, and none are imported; write "pool": true in place of the pattern in shop.json to import them`,
    );
  }
}
