import { describe, expect, it } from "vitest";
import { decide } from "../../../lib/journey/decide.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { importCodes } from "../../../lib/operate/coupons/import-codes.ts";
import { stocksOf } from "../../../lib/operate/coupons/stock.ts";
import { walkPool } from "../../../lib/operate/coupons/walk.ts";
import { Interrupted } from "../../../lib/operate/trouble.ts";
import type { Table } from "../../../lib/store/table.ts";
import { asks, COUPONS, couponOf, givenShopWithCoupons, givenTraveler } from "../../journey/given-coupons.ts";
import { Crash, injectFaults } from "../../support/faults.ts";

const list = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ code: `C-${from + index}`, line: from + index }));
const anyPace = async () => {};
const put = (table: Table, codes: ReturnType<typeof list>, isDry = false) =>
  importCodes({ table, pace: anyPace }, "big-20", codes, { isDry });
const stock = async (table: Table) => (await stocksOf(table, COUPONS))[0];

describe("an import of codes", () => {
  it("puts them into the pool in the order of the file, from where the last one ended", async () => {
    const { deps } = givenShopWithCoupons();
    const { table } = deps;
    expect(await put(table, list(1, 120))).toMatchObject({ added: 120, known: 0, elsewhere: [], isInterrupted: false });
    expect(await put(table, list(101, 150))).toMatchObject({ added: 30, known: 20 });
    expect(await table.get(keys.pool("big-20"))).toMatchObject({ imported: 150, given: 0 });
    for (const n of [1, 49, 50, 120, 121, 150]) {
      expect((await table.get(keys.pooled("big-20", n)))?.code).toBe(`C-${n}`);
    }
    expect(await walkPool(table, "big-20")).toMatchObject({ imported: 150, free: 150, given: 0 });
  });

  it("adds nothing a second time, also of codes that were given meanwhile", async () => {
    const { deps } = givenShopWithCoupons();
    await put(deps.table, list(1, 60));
    await givenTraveler(deps.table, "ann");
    await decide(deps, asks("ann"));
    expect(await put(deps.table, list(1, 60))).toMatchObject({ added: 0, known: 60, writes: 0 });
    expect(await stock(deps.table)).toEqual({ coupon: "big-20", imported: 60, given: 1, left: 59, isLow: false });
  });

  it("leaves alone what is something else's", async () => {
    const { table } = givenShopWithCoupons().deps;
    await table.write({ put: { ...keys.code("C-2"), kind: "referral", customer: "zoe" } });
    await table.write({ put: { ...keys.code("C-3"), kind: "coupon", coupon: "other", state: "free" } });
    expect(await put(table, list(1, 4))).toMatchObject({ added: 2, elsewhere: [{ line: 2 }, { line: 3 }] });
    expect(await table.get(keys.code("C-2"))).toMatchObject({ customer: "zoe" });
  });

  it("writes nothing when it is dry, and says what would come of it", async () => {
    const { table } = givenShopWithCoupons().deps;
    expect(await put(table, list(1, 50), true)).toMatchObject({ added: 50, writes: (101 + 1) * 2 });
    expect(await stock(table)).toMatchObject({ imported: 0 });
  });

  it("that was cut anywhere goes on when it is run again", async () => {
    const calm = givenShopWithCoupons().deps;
    const { calls } = await (async () => {
      const counted = injectFaults(calm);
      await put(calm.table, list(1, 150));
      return counted;
    })();
    for (let call = 1; call <= calls; call++) {
      for (const when of ["before", "after"] as const) {
        const { deps } = givenShopWithCoupons();
        const { table } = deps;
        injectFaults(deps, [{ call, when }]);
        await expect(put(deps.table, list(1, 150))).rejects.toThrow(Crash);
        await put(table, list(1, 150));
        expect(await table.get(keys.pool("big-20")), `${when} ${call}`).toMatchObject({ imported: 150 });
        expect(await walkPool(table, "big-20")).toMatchObject({ imported: 150, free: 150 });
      }
    }
  });

  it("stops between two batches when it is told to", async () => {
    const { table } = givenShopWithCoupons().deps;
    let batches = 0;
    const pace = async (n = 1) => {
      if (n > 0 && ++batches > 2) throw new Interrupted("stopped");
    };
    const imported = await importCodes({ table, pace }, "big-20", list(1, 500), { isDry: false });
    expect(imported).toMatchObject({ added: 98, isInterrupted: true });
    expect(await walkPool(table, "big-20")).toMatchObject({ imported: 98 });
  });

  it("beside another one of the same file, and beside customers, loses no code and doubles none", async () => {
    const { deps } = givenShopWithCoupons();
    const { table } = deps;
    const people = Array.from({ length: 40 }, (_, index) => `p-${index}`);
    for (const who of people) await givenTraveler(table, who);
    const [one, other] = await Promise.all([
      put(table, list(1, 300)),
      put(table, list(1, 300).reverse()),
      ...people.map((who) => decide(deps, asks(who))),
    ]);
    expect(one.added + other.added).toBe(300);
    expect(await table.get(keys.pool("big-20"))).toMatchObject({ imported: 300 });
    const given = (await Promise.all(people.map((who) => couponOf(table, who)))).flatMap(
      (coupon) => coupon?.code ?? [],
    );
    expect(new Set(given).size).toBe(given.length);
    expect(await walkPool(table, "big-20")).toMatchObject({ imported: 300, given: given.length });
  });
});

describe("what became of a pool's codes", () => {
  it("counts those that were redeemed and taken back, and knows those of erased customers as given", async () => {
    const { deps } = givenShopWithCoupons();
    const { table } = deps;
    await put(table, list(1, 205));
    for (const who of ["ann", "bob", "cat", "dan"]) {
      await givenTraveler(table, who);
      await decide(deps, asks(who));
    }
    await table.write({ update: keys.given("ann", "e-ann", "coupon-1"), set: { redeemedAt: 5 } });
    await table.write({ update: keys.code("C-2"), set: { revokedAt: 5 } });
    await table.write({ put: { ...keys.code("C-3"), kind: "coupon", coupon: "big-20", state: "given" } });
    expect(await walkPool(table, "big-20")).toEqual({
      imported: 205,
      free: 201,
      given: 4,
      redeemed: 1,
      revoked: 1,
      reads: 205 * 2 + 3,
    });
  });
});

describe("the stock of the pools that shop.json names", () => {
  it("is low when so few are left that the operators are told, and before anything was imported", async () => {
    const { deps } = givenShopWithCoupons();
    expect(await stock(deps.table)).toEqual({ coupon: "big-20", imported: 0, given: 0, left: 0, isLow: true });
    await put(deps.table, list(1, 3));
    expect(await stock(deps.table)).toMatchObject({ left: 3, isLow: false });
    await givenTraveler(deps.table, "ann");
    await decide(deps, asks("ann"));
    expect(await stock(deps.table)).toMatchObject({ left: 2, isLow: true });
    expect(await stocksOf(deps.table, undefined)).toEqual([]);
  });
});
