import { expect, it } from "vitest";
import { ensureCode } from "../../../lib/journey/advocacy/own-code.ts";
import type { Code } from "../../../lib/journey/advocacy/records.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { exportCustomer } from "../../../lib/journey/export.ts";
import { forget } from "../../../lib/journey/forget.ts";
import { journeysOf } from "../../../lib/journey/journeys-of.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { purchase, START } from "../../support/events.ts";
import { givenRace, onEveryInterleaving, RUNS } from "../../support/interleaving.ts";
import { givenTold } from "../../support/told.ts";
import { answers, CODE, friendBuys, givenCode, givenCoupon } from "./given.ts";

/** Ann answered, was given a coupon, brought Bob, and a system of the shop was told of her. */
async function givenAnn() {
  const shop = givenDoubles();
  const { table } = shop.deps;
  await enroll(shop.deps, purchase("ann"));
  await givenCode(table, "ann");
  const coupon = await givenCoupon(table, "ann");
  const call = { kind: "webhook", to: "crm", campaign: "calls", enrollment: "e-1", step: "crm" };
  await table.write({ put: { ...keys.call("ann", "e-1", "crm"), ...call, state: "done", tries: 1, at: START } });
  await enroll(shop.deps, answers("ann", { eventId: "a-1", comment: "I was late because of Bob." }));
  await enroll(shop.deps, friendBuys("bob"));
  return { ...shop, table, coupon };
}

it("an export has answers with their words, coupons, calls, and the code for friends", async () => {
  const { deps } = await givenAnn();
  const { records } = await exportCustomer(deps, "ann", givenTold());
  const named = (prefix: string) => records.find(({ record }) => String(record).startsWith(prefix));
  expect(named("survey#")).toMatchObject({ score: 9, comment: "I was late because of Bob." });
  expect(named("coupon#")).toMatchObject({ code: "THANKS-8F3K2M9Q" });
  expect(named("call#")).toMatchObject({ to: "crm", state: "done" });
  expect(named("@profile")).toMatchObject({ referral: CODE, referrals: 1, nps: { score: 9 } });
});

it("journeys of which only a coupon or a call is left are found", async () => {
  const { deps, coupon } = await givenAnn();
  expect(await journeysOf(deps.table, "ann")).toEqual(
    expect.arrayContaining([
      { campaign: "thanks", id: coupon.enrollment },
      { campaign: "calls", id: "e-1" },
    ]),
  );
});

it("erasing leaves no code that leads to the customer, and nothing of theirs with a friend but the code", async () => {
  const { deps, table, coupon } = await givenAnn();
  await forget(deps, "ann", givenTold());
  expect((await table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  expect(await table.get(keys.code(CODE))).toBeUndefined();
  const code = (await table.get(keys.code(coupon.code))) as unknown as Code;
  expect(code).toEqual({ ...keys.code(coupon.code), kind: "coupon", coupon: "thanks-10", state: "given" });
  const { items } = await table.query("customer#bob", { prefix: "" });
  expect(JSON.stringify(items)).not.toContain("ann");
  expect(JSON.stringify(items)).toContain(CODE);
});

it("erasing is finished by doing it again, wherever it was cut off", async () => {
  for (let cut = 0; cut < 16; cut++) {
    const { deps, table, coupon } = await givenAnn();
    let writes = 0;
    const write: typeof table.write = async (action) => {
      if (writes++ === cut) throw new Error("cut off");
      return table.write(action);
    };
    await forget({ ...deps, table: { ...table, write } }, "ann", givenTold()).catch(() => {});
    await forget(deps, "ann", givenTold());
    expect((await table.query("customer#ann", { prefix: "" })).items, `write ${cut}`).toEqual([]);
    expect(await table.get(keys.code(CODE))).toBeUndefined();
    expect(await table.get(keys.code(coupon.code))).not.toHaveProperty("customer");
  }
});

it("erasing leaves alone what a code leads to that is somebody else's by now", async () => {
  const { deps, table } = await givenAnn();
  await table.write({ put: { ...keys.code(CODE), kind: "referral", customer: "cleo" } });
  await forget(deps, "ann", givenTold());
  expect(await table.get(keys.code(CODE))).toMatchObject({ customer: "cleo" });
});

it("erasing is not undone by friends and coupons that are told of at the same moment", async () => {
  await onEveryInterleaving(RUNS / 2, async (scheduler) => {
    const { deps, table, coupon } = await givenAnn();
    const race = givenRace(deps, scheduler);
    race.enters("cleo", () => enroll(race.deps, friendBuys("cleo")));
    race.enters("dan", () => enroll(race.deps, friendBuys("dan", { order: { coupon: coupon.code } })));
    race.enters("forget", () => forget(race.deps, "ann", givenTold()));
    await race.settles();
    expect((await table.query("customer#ann", { prefix: "" })).items).toEqual([]);
    expect(await table.get(keys.code(CODE))).toBeUndefined();
  });
});

it("erasing leaves no code behind that is made at the same moment", async () => {
  await onEveryInterleaving(RUNS / 2, async (scheduler) => {
    const { deps } = givenDoubles();
    await enroll(deps, purchase("ann"));
    const race = givenRace(deps, scheduler);
    const read = async () => (await race.deps.table.get(keys.profile("ann"))) as never;
    race.enters("code", async () => ensureCode(race.deps, "ann", await read(), () => CODE));
    race.enters("forget", () => forget(race.deps, "ann", givenTold()));
    await race.settles();
    expect(await deps.table.get(keys.code(CODE))).toBeUndefined();
    expect((await deps.table.query("customer#ann", { prefix: "" })).items).toEqual([]);
  });
});
