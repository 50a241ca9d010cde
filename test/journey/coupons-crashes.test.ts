import { describe, expect, it } from "vitest";
import { decide } from "../../lib/journey/decide.ts";
import { keys } from "../../lib/journey/keys.ts";
import type { Deps } from "../../lib/journey/ports.ts";
import type { Table } from "../../lib/store/table.ts";
import { atLeastOnce, type Fault, injectFaults } from "../support/faults.ts";
import { givenRace, onEveryInterleaving, RUNS } from "../support/interleaving.ts";
import { asks, codeOf, couponOf, givenPool, givenShopWithCoupons, givenTraveler } from "./given-coupons.ts";

const ALL = ["ann", "bob", "cat", "dan"];

async function given(codes: number) {
  const shop = givenShopWithCoupons();
  const { table } = shop.deps;
  for (const who of ALL) await givenTraveler(table, who);
  await givenPool(table, codes);
  return { ...shop, table };
}

/** Who has which code, each told by the customer's record and by the code's. */
async function owners(table: Table, codes: number): Promise<string[]> {
  const found: string[] = [];
  for (const who of ALL) {
    const coupon = await couponOf(table, who);
    if (coupon === undefined) continue;
    expect(await codeOf(table, coupon.code)).toMatchObject({ state: "given", customer: who });
    found.push(coupon.code);
  }
  expect(new Set(found).size).toBe(found.length);
  for (let n = 1; n <= codes; n++) {
    const isGiven = (await codeOf(table, `C-${n}`))?.state === "given";
    expect(isGiven).toBe(found.includes(`C-${n}`));
  }
  return found;
}

describe("whichever call fails, before it is done or after", () => {
  const play = async (faults: Fault[]) => {
    const { deps, table } = await given(3);
    const told = injectFaults(deps, faults);
    const ways: (number | undefined)[] = [];
    for (const who of ALL) ways.push((await atLeastOnce(() => decide(deps, asks(who)))).way);
    return { table, told, ways };
  };

  it("every code is given once, and the one for whom there is none is refused", async () => {
    const calm = await play([]);
    for (let call = 1; call <= calm.told.calls; call++) {
      for (const when of ["before", "after"] as const) {
        for (const more of [[], [{ call: call + 2, when }], [{ call: call + 5, when }]]) {
          const { table, ways } = await play([{ call, when }, ...more]);
          const at = `${when} call ${call}, ${calm.told.trace[call - 1]}`;
          expect(await owners(table, 3), at).toHaveLength(3);
          expect(ways, at).toEqual([0, 0, 0, 1]);
        }
      }
    }
  });

  it("a budget gets its one back when a call failed before a code was tried", async () => {
    for (const port of ["table.write", "table.getMany"]) {
      const { deps, table } = await given(4);
      const { plan, trace } = injectFaults(deps);
      await decide(deps, asks("ann", { atMost: 2 }));
      // The budget's and the ticket's; the last that is read before the code is tried is the ticket's code.
      const call = trace.lastIndexOf(port) + 1;
      for (let tries = 1; tries <= 5; tries++) {
        plan.push({ call: trace.length + call, when: "before" });
        await expect(decide(deps, asks("bob", { atMost: 2 })), port).rejects.toThrow("before call");
      }
      await decide(deps, asks("bob", { atMost: 2 }));
      expect(await couponOf(table, "bob"), port).toBeDefined();
    }
  });

  it("a budget is never exceeded; it may lose one", async () => {
    const spend = async (faults: Fault[]) => {
      const { deps, table } = await given(4);
      const told = injectFaults(deps, faults);
      for (const who of ALL) await atLeastOnce(() => decide(deps, asks(who, { atMost: 3 })));
      return { calls: told.calls, given: (await owners(table, 4)).length };
    };
    const calm = await spend([]);
    expect(calm.given).toBe(3);
    for (let call = 1; call <= calm.calls; call++) {
      for (const when of ["before", "after"] as const) {
        const { given } = await spend([{ call, when }]);
        expect([2, 3], `${when} call ${call}`).toContain(given);
      }
    }
  });
});

describe("containers side by side", () => {
  const together = (codes: number, atMost?: number) =>
    onEveryInterleaving(RUNS, async (scheduler) => {
      const { deps, table } = await given(codes);
      const race = givenRace(deps, scheduler);
      const ways = new Map<string, Set<number | undefined>>();
      // Every step is asked by two containers, as when the first answer came too late.
      for (const who of [...ALL, ...ALL]) {
        race.enters(who, async () => {
          const { way } = await decide(race.deps as Deps, asks(who, atMost === undefined ? {} : { atMost }));
          ways.set(who, (ways.get(who) ?? new Set()).add(way));
        });
      }
      await race.settles();
      const most = Math.min(codes, atMost ?? codes);
      const found = await owners(table, codes);
      if (atMost === undefined) expect(found).toHaveLength(most);
      else expect(found.length).toBeLessThanOrEqual(most);
      for (const who of ALL) {
        const has = (await couponOf(table, who)) !== undefined;
        // Whoever was told of a code has it.
        expect(has || !ways.get(who)?.has(0)).toBe(true);
      }
    });

  it("give every code once, and none is left while somebody is refused", () => together(3));
  it("give everybody one code, however often the step is asked", () => together(4));
  it("keep within the budget of a step", () => together(4, 2));
});

describe("codes that crashes left behind", () => {
  it("are found long before the pool is used up, a hundred tickets at a time", async () => {
    const { deps, table } = await given(1_400);
    // Of the first 1,200 tickets all but two came to their code.
    const marks = Array.from({ length: 1_199 }, (_, index) => index + 1).filter((n) => n !== 7 && n !== 42);
    for (const n of marks) await table.write({ update: keys.code(`C-${n}`), set: { state: "given", customer: "zoe" } });
    await table.write({ update: keys.pool("big-20"), set: { given: 1_199 } });
    await decide(deps, asks("ann"));
    expect((await couponOf(table, "ann"))?.code).toBe("C-7");
    await decide(deps, asks("bob"));
    expect((await couponOf(table, "bob"))?.code).toBe("C-1201");
    await table.write({ update: keys.pool("big-20"), set: { given: 1_299 } });
    await decide(deps, asks("cat"));
    expect((await couponOf(table, "cat"))?.code).toBe("C-42");
  });

  it("do not keep the operators from being told that few are left", async () => {
    const { deps, table } = await given(1_402);
    // Ticket 1,400 is the one after which two are left, and the one that looks behind: it finds a code there.
    const marks = Array.from({ length: 1_399 }, (_, index) => index + 1).filter((n) => n !== 7);
    for (const n of marks) await table.write({ update: keys.code(`C-${n}`), set: { state: "given", customer: "zoe" } });
    await table.write({ update: keys.pool("big-20"), set: { given: 1_399, swept: 0 } });
    expect(await decide(deps, asks("ann"))).toEqual({ way: 0, alarm: "coupons low" });
    expect((await couponOf(table, "ann"))?.code).toBe("C-7");
  });

  it("are told of once, whoever's ticket it was that made them few", async () => {
    const { deps, table } = await given(4);
    // The second ticket's code was found by somebody who looked behind: this call goes on to the third.
    await table.write({ update: keys.pool("big-20"), set: { given: 1 } });
    await table.write({ update: keys.code("C-2"), set: { state: "given", customer: "zoe" } });
    expect(await decide(deps, asks("ann"))).toEqual({ way: 0, alarm: "coupons low" });
    expect((await couponOf(table, "ann"))?.code).toBe("C-3");
  });

  it("cost a budget nothing while they are looked for", async () => {
    const { deps, table } = await given(0);
    const codes = 10_050;
    for (let n = 1; n <= codes; n++) await table.write({ put: { ...keys.pooled("big-20", n), code: `C-${n}` } });
    await table.write({ put: { ...keys.code(`C-${codes}`), kind: "coupon", coupon: "big-20", state: "free" } });
    await table.write({ put: { ...keys.pool("big-20"), imported: codes, given: codes } });
    await expect(decide(deps, asks("ann", { atMost: 1 }))).rejects.toThrow("have to be looked at");
    await atLeastOnce(() => decide(deps, asks("ann", { atMost: 1 })));
    expect((await couponOf(table, "ann"))?.code).toBe(`C-${codes}`);
  });

  it("cost those who are refused nothing once all were looked at", async () => {
    const { deps, table } = await given(350);
    for (let n = 1; n <= 350; n++) {
      await table.write({ update: keys.code(`C-${n}`), set: { state: "given", customer: "zoe" } });
    }
    await table.write({ update: keys.pool("big-20"), set: { given: 350 } });
    expect((await decide(deps, asks("ann"))).way).toBe(1);
    const { trace } = injectFaults(deps);
    expect((await decide(deps, asks("bob"))).way).toBe(1);
    // The customer; the coupon and the pool; and the pool as it is now.
    expect(trace).toEqual(["table.getMany", "table.getMany", "table.getMany"]);
  });

  it("are looked for as long as one call may take; the next call goes on where it was", async () => {
    const { deps, table } = await given(0);
    const codes = 10_050;
    for (let n = 1; n <= codes; n++) await table.write({ put: { ...keys.pooled("big-20", n), code: `C-${n}` } });
    await table.write({ put: { ...keys.code(`C-${codes}`), kind: "coupon", coupon: "big-20", state: "free" } });
    await table.write({ put: { ...keys.pool("big-20"), imported: codes, given: codes } });
    await expect(decide(deps, asks("ann"))).rejects.toThrow("more codes of big-20 have to be looked at");
    expect(await table.get(keys.pool("big-20"))).toMatchObject({ swept: 10_000 });
    expect(await decide(deps, asks("ann"))).toEqual({ way: 0 });
    expect((await couponOf(table, "ann"))?.code).toBe(`C-${codes}`);
  });
});
