import type { Shop } from "../../lib/campaign/shop.ts";
import type { CouponRequest } from "../../lib/compiler/steps/coupon.ts";
import type { Code, GivenCoupon } from "../../lib/journey/advocacy/records.ts";
import type { DecideRequest } from "../../lib/journey/decide.ts";
import { keys } from "../../lib/journey/keys.ts";
import type { Core } from "../../lib/journey/ports.ts";
import type { Enrollment } from "../../lib/journey/records.ts";
import { toItem } from "../../lib/journey/records.ts";
import type { Item, Table } from "../../lib/store/table.ts";
import { type Doubles, givenDoubles } from "../support/doubles.ts";
import { DAY, START } from "../support/events.ts";

export const COUPONS: NonNullable<Shop["coupons"]> = {
  "thanks-10": { pattern: "THANKS-########", validFor: "30 days", name: "10 % off" },
  "big-20": { pool: true, validFor: "14 days", warnBelow: 2 },
};

export const givenShopWithCoupons = (coupons: Shop["coupons"] = COUPONS): Doubles =>
  givenDoubles({ shop: coupons === undefined ? {} : { coupons } });

/** Somebody whose journey has come to its coupon step. */
export const givenTraveler = (table: Table, customer: string): Promise<void> => givenTravelers(table, [customer]);

export async function givenTravelers(table: Table, customers: readonly string[]): Promise<void> {
  for (let from = 0; from < customers.length; from += 100) {
    await table.transact(
      customers
        .slice(from, from + 100)
        .map((customer) => ({ put: toItem(keys.enrollment(customer, "thanks"), enrollmentOf(customer)) })),
    );
  }
}

function enrollmentOf(customer: string): Enrollment {
  return {
    rev: 1,
    id: `e-${customer}`,
    campaign: "thanks",
    version: "1",
    status: "running",
    event: "p-1",
    at: START,
    begins: START,
    begun: true,
    step: "coupon-1",
    stepAt: START,
    endsBy: START + 90 * DAY,
  };
}

/** What the machine asks for somebody. */
export function asks(customer: string, own: Partial<CouponRequest> & { step?: string } = {}): DecideRequest {
  return {
    enrollment: `e-${customer}`,
    customer,
    campaign: "thanks",
    version: "1",
    step: "coupon-1",
    since: new Date(START).toISOString(),
    do: "coupon",
    coupon: "big-20",
    otherwise: "way",
    ...own,
  };
}

/** Codes C-1 to C-n in the pool of big-20. */
export async function givenPool(table: Table, n: number, coupon = "big-20"): Promise<void> {
  for (let from = 1; from <= n; from += 49) {
    const numbers = Array.from({ length: Math.min(49, n - from + 1) }, (_, index) => from + index);
    await table.transact(
      numbers.flatMap((number) => [
        { put: { ...keys.code(`C-${number}`), kind: "coupon", coupon, state: "free" } },
        { put: { ...keys.pooled(coupon, number), code: `C-${number}` } },
      ]),
    );
  }
  await table.write({ put: { ...keys.pool(coupon), imported: n, given: 0 } });
}

export async function couponOf(table: Table, customer: string, step = "coupon-1"): Promise<GivenCoupon | undefined> {
  return (await table.get(keys.given(customer, `e-${customer}`, step))) as unknown as GivenCoupon | undefined;
}

export async function codeOf(table: Table, code: string): Promise<Extract<Code, { kind: "coupon" }> | undefined> {
  return (await table.get(keys.code(code))) as unknown as Extract<Code, { kind: "coupon" }> | undefined;
}

export const journeyOf = async ({ table }: Pick<Core, "table">, customer: string): Promise<Item | undefined> =>
  table.get(keys.enrollment(customer, "thanks"));
