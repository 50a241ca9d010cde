import { expect } from "vitest";
import { decide } from "../../lib/journey/decide.ts";
import { keys } from "../../lib/journey/keys.ts";
import type { Deps } from "../../lib/journey/ports.ts";
import type { Table } from "../../lib/store/table.ts";
import { asks, givenPool, givenShopWithCoupons, givenTravelers } from "./given-coupons.ts";

export interface Claims {
  milliseconds: number;
  /** Calls of the table, by method, of which there may be several requests. */
  calls: Map<string, number>;
}

/**
 * So many customers come to a coupon step all at once, and the pool has one code fewer. Expects that every code was given
 * once, and that exactly one customer was refused.
 */
export async function expectFairClaims(table: Table, customers: number): Promise<Claims> {
  const names = Array.from({ length: customers }, (_, index) => `c-${index}`);
  await givenTravelers(table, names);
  await givenPool(table, customers - 1);
  const calls = new Map<string, number>();
  const { deps } = givenShopWithCoupons();
  deps.table = counted(table, calls);
  const began = performance.now();
  const answers = await Promise.all(names.map((name) => patiently(deps, name)));
  const milliseconds = performance.now() - began;

  expect(answers.filter((way) => way === 0)).toHaveLength(customers - 1);
  expect(answers.filter((way) => way === 1)).toHaveLength(1);
  const codes: string[] = [];
  for (let from = 0; from < customers; from += 100) {
    const given = names.slice(from, from + 100).map((name) => keys.given(name, `e-${name}`, "coupon-1"));
    codes.push(...(await table.getMany(given)).flatMap((item) => (item === undefined ? [] : [String(item.code)])));
  }
  expect(codes).toHaveLength(customers - 1);
  expect(new Set(codes).size).toBe(customers - 1);
  return { milliseconds, calls };
}

/** As the machine asks: again when others were in the way. */
async function patiently(deps: Deps, name: string): Promise<number | undefined> {
  for (;;) {
    try {
      return (await decide(deps, asks(name))).way;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "Contended") throw error;
    }
  }
}

function counted(table: Table, calls: Map<string, number>): Table {
  const count =
    <Args extends unknown[], Answer>(name: string, call: (...args: Args) => Promise<Answer>) =>
    (...args: Args): Promise<Answer> => {
      calls.set(name, (calls.get(name) ?? 0) + 1);
      return call(...args);
    };
  return {
    get: count("get", table.get),
    getMany: count("getMany", table.getMany),
    query: count("query", table.query),
    write: count("write", table.write),
    transact: count("transact", table.transact),
  };
}
