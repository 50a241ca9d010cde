import { describe, expect, it } from "vitest";
import { decide } from "../../lib/journey/decide.ts";
import { keys } from "../../lib/journey/keys.ts";
import { DAY, START } from "../support/events.ts";
import {
  asks,
  COUPONS,
  codeOf,
  couponOf,
  givenPool,
  givenShopWithCoupons,
  givenTraveler,
  journeyOf,
} from "./given-coupons.ts";

async function given(codes = 0) {
  const shop = givenShopWithCoupons();
  const { table } = shop.deps;
  for (const who of ["ann", "bob", "cat"]) await givenTraveler(table, who);
  if (codes > 0) await givenPool(table, codes);
  return { ...shop, table };
}

describe("a coupon whose codes are made by a pattern", () => {
  it("gives everybody a code of their own, by the pattern and good for its time", async () => {
    const { deps, table } = await given();
    expect(await decide(deps, asks("ann", { coupon: "thanks-10" }))).toEqual({ way: 0 });
    await decide(deps, asks("bob", { coupon: "thanks-10" }));
    const [ann, bob] = [await couponOf(table, "ann"), await couponOf(table, "bob")];
    expect(ann?.code).toMatch(/^THANKS-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(bob?.code).not.toBe(ann?.code);
    const until = START + 30 * DAY;
    const about = { coupon: "thanks-10", campaign: "thanks", enrollment: "e-ann", step: "coupon-1" };
    expect(ann).toMatchObject({ ...about, at: START, until });
    expect(await codeOf(table, ann?.code ?? "")).toMatchObject({
      kind: "coupon",
      state: "given",
      customer: "ann",
      ...about,
      until,
    });
    expect(await journeyOf(deps, "ann")).toMatchObject({
      rev: 2,
      coupon: { name: "10 % off", code: ann?.code, until },
    });
  });

  it("makes another code when one is there already", async () => {
    const { deps, table } = await given();
    deps.shop = { ...deps.shop, coupons: { tiny: { pattern: "AB######" } } };
    const { transact } = table;
    let isFirst = true;
    deps.table = {
      ...table,
      async transact(actions) {
        // In this moment a customer's own code for friends is made, and it is the same.
        const code = actions.find((action) => "put" in action && action.put.pk.startsWith("code#"));
        if (isFirst && code !== undefined && "put" in code) {
          await table.write({ put: { pk: code.put.pk, sk: code.put.sk, kind: "referral", customer: "zoe" } });
          isFirst = false;
        }
        return transact(actions);
      },
    };
    expect(await decide(deps, asks("ann", { coupon: "tiny" }))).toEqual({ way: 0 });
    expect(isFirst).toBe(false);
    expect(await codeOf(table, (await couponOf(table, "ann"))?.code ?? "")).toMatchObject({ customer: "ann" });
  });
});

describe("a coupon whose codes were imported", () => {
  it("gives each code once, and is good without an end where shop.json names none", async () => {
    const { deps, table } = await given(3);
    deps.shop = { ...deps.shop, coupons: { "big-20": { pool: true } } };
    for (const who of ["ann", "bob", "cat"]) await decide(deps, asks(who));
    const codes = await Promise.all(["ann", "bob", "cat"].map(async (who) => (await couponOf(table, who))?.code));
    expect(codes).toEqual(["C-1", "C-2", "C-3"]);
    expect(await couponOf(table, "ann")).not.toHaveProperty("until");
    expect((await journeyOf(deps, "ann"))?.coupon).toEqual({ name: "big-20", code: "C-1" });
    expect(await codeOf(table, "C-2")).toMatchObject({ state: "given", customer: "bob", coupon: "big-20" });
    expect(await table.get(keys.pool("big-20"))).toMatchObject({ imported: 3, given: 3 });
  });

  it("gives the same code again when a step is asked again, also when shop.json names the coupon no more", async () => {
    const { deps, table } = await given(2);
    await decide(deps, asks("ann", { atMost: 1 }));
    deps.shop = { ...deps.shop, coupons: {} };
    expect(await decide(deps, asks("ann", { atMost: 1 }))).toEqual({ way: 0 });
    expect((await couponOf(table, "ann"))?.code).toBe("C-1");
    expect(await codeOf(table, "C-2")).toMatchObject({ state: "free" });
    expect(await table.get(keys.budget("thanks", "coupon-1"))).toMatchObject({ n: 1 });
  });

  it("gives another code in another step of the journey, which then speaks of that one", async () => {
    const { deps, table } = await given(2);
    await decide(deps, asks("ann"));
    await decide(deps, asks("ann", { step: "coupon-2" }));
    expect((await couponOf(table, "ann", "coupon-2"))?.code).toBe("C-2");
    expect((await journeyOf(deps, "ann"))?.coupon).toMatchObject({ code: "C-2" });
  });

  it("tells the operators once that few are left, and once that it is used up, without a code or a customer", async () => {
    const { deps, table } = await given(4);
    for (const who of ["dan", "eve"]) await givenTraveler(table, who);
    const warnings: unknown[] = [];
    deps.log = (level, message, facts) => void warnings.push([level, message, facts]);
    const answers = [];
    for (const who of ["ann", "bob", "cat", "dan", "dan", "eve"]) answers.push(await decide(deps, asks(who)));
    const alarm = "coupons low";
    expect(answers).toEqual([{ way: 0 }, { way: 0, alarm }, { way: 0 }, { way: 0, alarm }, { way: 0 }, { way: 1 }]);
    const words = "few codes of a coupon are left";
    expect(warnings).toEqual([
      ["warn", words, { coupon: "big-20", left: 2 }],
      ["warn", words, { coupon: "big-20", left: 0 }],
    ]);
  });
});

describe("without a code left", () => {
  it("the journey goes the other way, and nothing is written", async () => {
    const { deps, table } = await given();
    const before = await journeyOf(deps, "ann");
    expect(await decide(deps, asks("ann"))).toEqual({ way: 1 });
    expect(await couponOf(table, "ann")).toBeUndefined();
    expect(await journeyOf(deps, "ann")).toEqual(before);
  });

  it("the journey ends where there is no other way", async () => {
    const { deps, stopped } = await given();
    const { until } = await decide(deps, asks("ann", { otherwise: "end" }));
    expect(Date.parse(until ?? "")).toBeGreaterThan(START + 200 * DAY);
    expect(await journeyOf(deps, "ann")).toMatchObject({ status: "ended", outcome: "no coupon left" });
    expect(stopped).toEqual(["e-ann"]);
  });

  it("codes that are imported later are given", async () => {
    const { deps, table } = await given();
    await decide(deps, asks("ann"));
    await givenPool(table, 1);
    expect((await decide(deps, asks("bob"))).way).toBe(0);
  });

  it("a coupon that shop.json names no more is logged as an error", async () => {
    const { deps } = await given(3);
    const { "big-20": _gone, ...rest } = COUPONS;
    deps.shop = { ...deps.shop, coupons: rest };
    const errors: unknown[] = [];
    deps.log = (level, message, facts) => void errors.push([level, message, facts]);
    expect(await decide(deps, asks("ann"))).toEqual({ way: 1 });
    expect(errors).toEqual([
      ["error", expect.stringContaining("no longer names a coupon"), expect.objectContaining({ coupon: "big-20" })],
    ]);
  });
});

describe("the budget of a step", () => {
  it("is never exceeded, and counts each customer once", async () => {
    const { deps, table } = await given(3);
    const ways = [];
    for (const who of ["ann", "ann", "bob", "cat"]) ways.push((await decide(deps, asks(who, { atMost: 2 }))).way);
    expect(ways).toEqual([0, 0, 0, 1]);
    expect(await codeOf(table, "C-3")).toMatchObject({ state: "free" });
  });

  it("gets its one back when the pool had none", async () => {
    const { deps, table } = await given();
    await decide(deps, asks("ann", { atMost: 1 }));
    expect(await table.get(keys.budget("thanks", "coupon-1"))).toMatchObject({ n: 0 });
    await givenPool(table, 1);
    expect((await decide(deps, asks("bob", { atMost: 1 }))).way).toBe(0);
  });

  it("is each step's own", async () => {
    const { deps } = await given(3);
    await decide(deps, asks("ann", { atMost: 1 }));
    expect((await decide(deps, asks("ann", { atMost: 1, step: "coupon-2" }))).way).toBe(0);
  });
});

describe("a journey that ends in the moment that its coupon is given", () => {
  it("gets nothing: its code goes to the next one, and the budget gets its one back", async () => {
    const { deps, table, stopped } = await given(1);
    const { transact } = table;
    deps.table = {
      ...table,
      async transact(actions) {
        if (actions.length === 3) {
          await table.write({ update: keys.enrollment("ann", "thanks"), set: { status: "ended" }, add: { rev: 1 } });
        }
        return transact(actions);
      },
    };
    expect((await decide(deps, asks("ann", { atMost: 1 }))).way).toBe(-1);
    expect(stopped).toEqual(["e-ann"]);
    expect(await couponOf(table, "ann")).toBeUndefined();
    deps.table = table;
    expect((await decide(deps, asks("bob", { atMost: 1 }))).way).toBe(0);
    expect((await couponOf(table, "bob"))?.code).toBe("C-1");
    expect((await decide(deps, asks("cat"))).way).toBe(1);
  });
});
