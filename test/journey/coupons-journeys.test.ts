import { describe, expect, it } from "vitest";
import { keys } from "../../lib/journey/keys.ts";
import { DAY, HOUR, MINUTE, purchase } from "../support/events.ts";
import { type TestWorld, type WorldOptions, world } from "../support/world.ts";
import { COUPONS, givenPool } from "./given-coupons.ts";

const PEOPLE = ["ann", "bob", "cat"];

async function season(steps: WorldOptions["campaigns"][number], codes: number): Promise<TestWorld> {
  const shop = world({ campaigns: [steps], shop: { coupons: COUPONS } });
  await givenPool(shop.table, codes);
  for (const who of PEOPLE) await shop.tells(purchase(who));
  await shop.passes(3 * DAY);
  return shop;
}

describe("a journey with a coupon", () => {
  it("goes on with a code, or the other way, and the ways join again", async () => {
    const shop = await season(
      {
        id: "welcome",
        steps: [{ coupon: "big-20", else: [{ send: "sorry" }] }, { wait: "1 day" }, { send: "hello" }],
      },
      2,
    );
    expect(shop.mails().toSorted()).toEqual(["ann hello", "bob hello", "cat hello", "cat sorry"]);
    expect((await shop.enrollment("ann")).coupon).toMatchObject({ code: "C-1" });
    expect((await shop.enrollment("cat")).coupon).toBeUndefined();
    expect(shop.engine.deadLetters()).toEqual([]);
  });

  it("ends without a code where there is no other way: nobody is promised what they do not get", async () => {
    const shop = await season({ id: "welcome", steps: [{ coupon: "big-20" }, { send: "hello" }] }, 2);
    expect(shop.mails()).toEqual(["ann hello", "bob hello"]);
    expect(await shop.enrollment("cat")).toMatchObject({ status: "ended", outcome: "no coupon left" });
    expect(shop.ends).toHaveLength(3);
  });

  it("keeps within the budget of its step, however many codes there are", async () => {
    const steps = [{ coupon: "thanks-10", atMost: 2, else: [{ exit: "no codes left" }] }, { send: "hello" }];
    const shop = await season({ id: "welcome", steps }, 0);
    expect(shop.mails()).toEqual(["ann hello", "bob hello"]);
    expect((await shop.enrollment("cat")).outcome).toBe("no codes left");
  });

  it("gives one code a person when the function's answer gets lost on the way", async () => {
    const calm = world({
      campaigns: [{ id: "welcome", steps: [{ coupon: "big-20" }, { send: "hello" }] }],
      shop: { coupons: COUPONS },
    });
    await givenPool(calm.table, 3);
    await calm.tells(purchase("ann"));
    await calm.passes(HOUR);
    for (let call = 1; call <= calm.faults.calls; call++) {
      const shop = world({
        campaigns: [{ id: "welcome", steps: [{ coupon: "big-20" }, { send: "hello" }] }],
        shop: { coupons: COUPONS },
        faults: [{ call, when: "after" }],
      });
      await givenPool(shop.table, 3);
      await shop.tells(purchase("ann"));
      await shop.passes(2 * HOUR + MINUTE);
      const states = await Promise.all([1, 2, 3].map(async (n) => (await shop.table.get(keys.code(`C-${n}`)))?.state));
      expect(
        states.filter((state) => state === "given"),
        shop.faults.trace[call - 1],
      ).toHaveLength(1);
      expect(shop.mails()).toEqual(["ann hello"]);
    }
  });
});
