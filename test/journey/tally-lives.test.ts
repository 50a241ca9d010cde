import fc from "fast-check";
import { expect, it } from "vitest";
import type { SendId } from "../../lib/journey/ports.ts";
import { ASKS, REFILL } from "../support/campaigns.ts";
import { DAY, HOUR, purchase, refund } from "../support/events.ts";
import { recount, withWaiting } from "../support/recount.ts";
import type { Authored } from "../support/shop.ts";
import { type TestWorld, world } from "../support/world.ts";

const CUSTOMERS = ["ann", "bob", "cid"];

/** Asks, and gives and tells something to who answers. */
const THANKS = {
  id: "thanks",
  start: { on: "purchase", again: "after 10 days" },
  goal: { on: "purchase", within: "20 days" },
  steps: [
    { survey: "how-likely" },
    {
      waitFor: { answered: "how-likely" },
      within: "3 days",
      then: [
        { coupon: "thanks-10", atMost: 2, else: [] },
        { webhook: "crm" },
        { alert: "Look at them", comment: true },
      ],
      else: [{ survey: "how-was-it", kind: "csat" }],
    },
  ],
} satisfies Authored;

type Act = {
  who: string;
  does: "buys" | "clicks" | "answers" | "redeems" | "returns" | "leaves" | "bounces";
  after: number;
};
const act: fc.Arbitrary<Act> = fc.record({
  who: fc.constantFrom(...CUSTOMERS),
  does: fc.oneof(
    { weight: 6, arbitrary: fc.constant("buys" as const) },
    { weight: 3, arbitrary: fc.constant("clicks" as const) },
    { weight: 6, arbitrary: fc.constant("answers" as const) },
    { weight: 2, arbitrary: fc.constant("redeems" as const) },
    { weight: 1, arbitrary: fc.constantFrom("returns" as const, "leaves" as const, "bounces" as const) },
  ),
  after: fc.integer({ min: 0, max: 10 * DAY }),
});

async function perform(shop: TestWorld, { who, does, after }: Act): Promise<void> {
  // Answers come soon, or their journeys wait no more.
  await shop.passes(does === "answers" ? after / 10 : after);
  const at = shop.now();
  const last = shop.mailer.taken.findLast(({ mail }) => mail.sendId.customer === who)?.mail.sendId;
  const order = { id: `${who}-${at}`, total: 10.1 };
  if (does === "buys") await shop.tells(purchase(who, { at, order }));
  else if (does === "redeems") {
    const coupon = (await shop.coupons(who)).at(-1)?.code;
    await shop.tells(purchase(who, { at, order: { ...order, ...(coupon === undefined ? {} : { coupon }) } }));
  } else if (does === "returns") await shop.tells(refund(who, `${who}-${at - after}`, { at }));
  else if (does === "leaves") await shop.unsubscribes(who);
  else if (last !== undefined && does === "answers") await answers(shop, last, after);
  else if (last !== undefined && does === "clicks") await shop.engages({ fact: "clicked", message: last, at });
  else if (last !== undefined)
    await shop.engages({ fact: "bounced", message: last, at, kind: after % 2 === 0 ? "hard" : "soft" });
}

/** What the page behind a survey's link puts through the door. */
async function answers(shop: TestWorld, { customer, enrollment, step }: SendId, draw: number): Promise<void> {
  const asked = (await shop.sends(customer)).find((entry) => entry.enrollment === enrollment && entry.step === step);
  if (asked?.survey === undefined) return;
  await shop.tells({
    type: "survey.answered",
    eventId: `answer-${enrollment}-${step}-${draw}`,
    customerId: customer,
    at: new Date(shop.now()).toISOString(),
    survey: asked.template,
    kind: asked.survey,
    score: asked.survey === "nps" ? draw % 11 : 1 + (draw % 5),
    message: { enrollment, step },
  });
}

function givenShop(): TestWorld {
  const shop = world({
    campaigns: [
      { ...REFILL, holdout: "40%" },
      {
        ...ASKS,
        start: { on: "purchase", again: "after 10 days" },
        stop: [{ on: "refund" }],
        goal: { on: "purchase", within: "9 days" },
      },
      THANKS,
    ],
    shop: {
      sending: { atMost: "3 per 3 days", hours: "09:00-21:00" },
      surveys: { every: "2 days" },
      coupons: { "thanks-10": { pattern: "THANKS-########" } },
      webhooks: { crm: { url: "https://crm.bluecup.example/" } },
    } as never,
  });
  const statuses = [200, 500, 400];
  let calls = 0;
  shop.deps.caller = { post: async () => statuses[calls++ % statuses.length] ?? 200 };
  return shop;
}

it("figures that add up every change come to what the records say in the end", async () => {
  const counted = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const shop = givenShop();
      for (const one of acts) await perform(shop, one);
      await shop.passes(HOUR);
      const wanted = await recount(shop, CUSTOMERS);
      const deferred = [...shop.figures].filter(([name]) => name.includes(" deferred: closed"));
      const holds = shop.transitions.filter(({ state }) => state.startsWith("Hold until"));
      expect(deferred.reduce((sum, [, n]) => sum + n, 0)).toBe(holds.length);
      const rounded = (figures: Map<string, number>) =>
        Object.fromEntries([...figures].sort().map(([name, n]) => [name, Math.round(n * 100) / 100]));
      expect(rounded(withWaiting(shop.figures))).toEqual(rounded(wanted));
      for (const name of wanted.keys()) counted.add(name);
    }),
    { numRuns: 40, seed: 11 },
  );
  // What happens seldom did happen.
  expect([...counted]).toEqual(expect.arrayContaining(SELDOM.map((what) => `thanks ${what}`)));
});

const SELDOM = [
  ...["answered", "score", "promoter", "passive", "detractor"].map((what) => `how-likely ${what}`),
  ...["answered", "satisfied", "dissatisfied"].map((what) => `how-was-it ${what}`),
  "coupon-1 coupon given",
  "coupon-1 coupon redeemed",
  "coupon-1 revenue by coupon USD",
  "webhook-1 called",
  "webhook-1 call refused",
  "alert-1 called",
];
