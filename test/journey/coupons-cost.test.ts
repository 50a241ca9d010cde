import { expect, it } from "vitest";
import { decide } from "../../lib/journey/decide.ts";
import { importCodes } from "../../lib/operate/coupons/import-codes.ts";
import { meteredTable } from "../../lib/simulate/metered-table.ts";
import { asks, givenPool, givenShopWithCoupons, givenTraveler } from "./given-coupons.ts";

/** The figures of docs/coupons.md, in DynamoDB's request units, with the three reads that any question takes. */
it.each([
  ["of a pool", asks("ann"), { reads: 6, writes: 7 }],
  ["of a pool, within a budget", asks("ann", { atMost: 5 }), { reads: 6, writes: 8 }],
  ["by a pattern", asks("ann", { coupon: "thanks-10" }), { reads: 5, writes: 6 }],
  ["asked for again", asks("bob"), { reads: 5, writes: 0 }],
])("a code %s costs what docs/coupons.md says", async (_name, request, cost) => {
  const { deps } = givenShopWithCoupons();
  for (const who of ["ann", "bob"]) await givenTraveler(deps.table, who);
  await givenPool(deps.table, 9);
  await decide(deps, asks("bob"));
  const usage = { reads: 0, writes: 0 };
  deps.table = meteredTable(deps.table, usage);
  await decide(deps, request);
  expect(usage).toEqual(cost);
});

it("an imported code costs what docs/coupons.md says, as import itself counts it", async () => {
  const { deps } = givenShopWithCoupons();
  const usage = { reads: 0, writes: 0 };
  const table = meteredTable(deps.table, usage);
  const codes = Array.from({ length: 980 }, (_, index) => ({ code: `C-${index}`, line: index }));
  const { reads, writes } = await importCodes({ table, pace: async () => {} }, "big-20", codes, { isDry: false });
  expect(usage).toEqual({ reads, writes });
  expect(writes / 980).toBeCloseTo(4.04, 2);
  expect(reads / 980).toBeCloseTo(1.02, 2);
});
