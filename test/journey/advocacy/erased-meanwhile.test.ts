import { expect, it } from "vitest";
import type { ShopEvent } from "../../../lib/campaign/events.ts";
import { act } from "../../../lib/journey/act.ts";
import { begin } from "../../../lib/journey/begin.ts";
import { decide } from "../../../lib/journey/decide.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { forget } from "../../../lib/journey/forget.ts";
import { STAGE_WATCH, stageWatch } from "../../../lib/journey/hash.ts";
import type { Deps } from "../../../lib/journey/ports.ts";
import { type Doubles, givenDoubles } from "../../support/doubles.ts";
import { DAY, purchase, START } from "../../support/events.ts";
import { eachCall } from "../../support/faults.ts";
import { enrolledBy } from "../../support/messages.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";
import { givenTold } from "../../support/told.ts";
import { answers } from "./given.ts";

/*
 * Somebody is erased while something of theirs is under way: nothing of them comes back.
 */

const COUPONS = { "thanks-10": { pattern: "THANKS-########" } };
const CRM = { crm: { url: "https://crm.bluecup.example/hooks" } };

async function givenAnn(...steps: Authored["steps"]): Promise<Doubles> {
  const campaign = givenCampaign({ steps });
  const shop = givenDoubles({ campaigns: [campaign], shop: { coupons: COUPONS, webhooks: CRM } });
  await enroll(shop.deps, purchase("ann"));
  return shop;
}

const asker = (step: string) => ({
  customer: "ann",
  campaign: "welcome",
  enrollment: enrolledBy("ann"),
  version: "1",
  step,
  since: new Date(START).toISOString(),
});

/** Whichever call of the work it is that erasing comes just before, nothing is left of Ann. */
async function nothingIsLeft(given: () => Promise<Doubles>, work: (deps: Deps) => Promise<unknown>): Promise<void> {
  let isOver = false;
  for (let at = 1; !isOver; at++) {
    const shop = await given();
    const working: Deps = { ...shop.deps };
    let calls = 0;
    eachCall(working, async (_name, call) => {
      calls += 1;
      if (calls === at) await forget(shop.deps, "ann", givenTold());
      return call();
    });
    await work(working).catch(() => {});
    isOver = calls < at;
    if (isOver) await forget(shop.deps, "ann", givenTold());
    const { items } = await shop.deps.table.query("customer#ann", { prefix: "" });
    expect(items, `erased before call ${at}`).toEqual([]);
  }
}

it("a system of the shop that is told of them", () =>
  nothingIsLeft(
    () => givenAnn({ webhook: "crm" }),
    (deps) => act(deps, { ...asker("webhook-1"), do: "webhook", webhook: "crm", with: {} }),
  ));

it("the team that is told what they wrote", () =>
  nothingIsLeft(
    async () => {
      const shop = await givenAnn({ survey: "how-likely" }, { alert: "Look after them", comment: true });
      const message = { enrollment: enrolledBy("ann"), step: "how-likely" };
      await enroll(shop.deps, answers("ann", { score: 2, comment: "I was late because of Bob.", message }));
      return shop;
    },
    (deps) => act(deps, { ...asker("alert-1"), do: "alert", alert: "Look after them", comment: true }),
  ));

it("a code that they are given", () =>
  nothingIsLeft(
    () => givenAnn({ coupon: "thanks-10" }, { send: "hello" }),
    (deps) => decide(deps, { ...asker("coupon-1"), do: "coupon", coupon: "thanks-10", otherwise: "end" }),
  ));

it("the look at their stage", () =>
  nothingIsLeft(
    async () => {
      const shop = await givenAnn({ wait: "5 days" }, { send: "hello" });
      shop.clock.now = START + 100 * DAY;
      return shop;
    },
    async (deps) => {
      const told: ShopEvent[] = [];
      const door = { put: async (event: ShopEvent) => void told.push(event) };
      await begin({ ...deps, door }, { customer: "ann", campaign: STAGE_WATCH, enrollment: stageWatch("ann") });
      for (const event of told) await enroll(deps, event);
    },
  ));

it("an answer to a message of theirs, which comes when they are erased", () =>
  nothingIsLeft(
    () => givenAnn({ survey: "how-likely" }),
    async (deps) => {
      const message = { enrollment: enrolledBy("ann"), step: "how-likely" };
      await enroll(deps, answers("ann", { comment: "I was late because of Bob.", message }));
    },
  ));

it("an answer of somebody whom nobody knew, to a survey of the shop's own, makes them known", async () => {
  const { deps } = givenDoubles();
  expect((await enroll(deps, answers("cleo", { score: 9 }))).applied).toBe(true);
});
