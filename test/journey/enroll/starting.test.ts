import { describe, expect, it } from "vitest";
import { begin } from "../../../lib/journey/begin.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { finish } from "../../../lib/journey/finish.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { givenDoubles } from "../../support/doubles.ts";
import { DAY, happened, learned, purchase, START } from "../../support/events.ts";
import { enrolledBy } from "../../support/messages.ts";
import { recordsOf } from "../../support/records.ts";
import { type Authored, givenCampaign } from "../../support/shop.ts";

/** Whether a second purchase so many days later comes in, when the first journey ran to its end. */
async function comesAgain(again: string, days: number): Promise<boolean> {
  const doubles = givenDoubles({ campaigns: [givenCampaign({ ...TWO_MAILS, start: { on: "purchase", again } })] });
  await enroll(doubles.deps, purchase("ann"));
  await finish(doubles.deps, {
    customer: "ann",
    campaign: "welcome",
    enrollment: enrolledBy("ann"),
    status: "SUCCEEDED",
  });
  const led = await enroll(doubles.deps, purchase("ann", { at: START + days * DAY }));
  return led.enrolled.length === 1;
}

describe("coming in again", () => {
  it.each([
    ["never", 1000, false],
    ["always", 0.01, true],
    ["after 90 days", 89.9, false],
    ["after 90 days", 90, true],
  ])("%s, after %d days: %s", async (again, days, comes) => {
    expect(await comesAgain(again, days)).toBe(comes);
  });

  it("is never twice at a time", async () => {
    const doubles = givenDoubles({
      campaigns: [givenCampaign({ ...TWO_MAILS, start: { on: "purchase", again: "always" } })],
    });
    await enroll(doubles.deps, purchase("ann"));
    const led = await enroll(doubles.deps, purchase("ann", { at: START + DAY }));
    expect(led.passed).toEqual([{ campaign: "welcome", why: "already in it" }]);
  });

  it("is possible when the end of the last journey was never heard of, once it must be over", async () => {
    const doubles = givenDoubles({
      campaigns: [givenCampaign({ ...TWO_MAILS, start: { on: "purchase", again: "always" } })],
    });
    await enroll(doubles.deps, purchase("ann"));
    doubles.clock.now = START + 30 * DAY;
    expect((await enroll(doubles.deps, purchase("ann", { at: doubles.clock.now }))).enrolled).toHaveLength(1);
  });

  it("does not count a journey that was stopped during its first wait, and does count the one before it", async () => {
    const campaign = givenCampaign({
      start: { on: "purchase", again: "after 90 days" },
      stop: [{ on: "purchase" }],
      steps: [{ wait: "10 days" }, { send: "hello" }],
    });
    const doubles = givenDoubles({ campaigns: [campaign] });
    const buys = async (days: number) => {
      doubles.clock.now = START + days * DAY;
      return enroll(doubles.deps, purchase("ann", { at: doubles.clock.now }));
    };
    await buys(0);
    // Stopped before it began: it does not count, and the same purchase starts anew.
    const [second] = (await buys(5)).enrolled;
    await begin(doubles.deps, { customer: "ann", campaign: "welcome", enrollment: second?.enrollment ?? "" });
    // That one began, so it counts: from its purchase, not from its beginning.
    expect((await buys(94)).passed).toEqual([{ campaign: "welcome", why: "was in it too recently" }]);
    const [third] = (await buys(95)).enrolled;
    expect(third).toBeDefined();
    // Stopped before it began: what counts is still the second.
    expect((await buys(96)).enrolled).toHaveLength(1);
    expect((await recordsOf(doubles.deps.table).enrollment("ann")).countedAt).toBe(START + 5 * DAY);
  });
});

describe("a start", () => {
  it.each<[string, Authored["start"], boolean]>([
    ["the order is large enough", { on: "purchase", if: { "order.total": { atLeast: 30 } } }, true],
    ["the order is too small", { on: "purchase", if: { "order.total": { moreThan: 30 } } }, false],
    ["this is counted as the first order", { on: "purchase", if: { "customer.orders": 1 } }, true],
    ["this event's own change of the profile is seen", { on: "purchase", if: { "customer.country": "TH" } }, true],
  ])("happens when %s: %o %s", async (_words, start, starts) => {
    const doubles = givenDoubles({
      campaigns: [givenCampaign({ ...TWO_MAILS, ...(start === undefined ? {} : { start }) })],
    });
    await enroll(doubles.deps, purchase("ann", { customer: { country: "TH" } }));
    expect(doubles.started).toHaveLength(starts ? 1 : 0);
  });

  it("on an event of the shop's own keeps its data for the messages", async () => {
    const doubles = givenDoubles({
      campaigns: [givenCampaign({ ...TWO_MAILS, start: { on: "review", if: { "event.stars": 5 } } })],
    });
    await enroll(doubles.deps, happened("review", "ann", { data: { stars: 4 }, id: "r-1" }));
    await enroll(doubles.deps, happened("review", "ann", { data: { stars: 5 }, id: "r-2" }));
    expect(doubles.started).toHaveLength(1);
    expect((await recordsOf(doubles.deps.table).enrollment("ann")).eventFacts).toEqual({ stars: 5 });
  });

  it("answers what the order decides once, at the start", async () => {
    const steps: Authored["steps"] = [
      {
        branch: [
          { if: { "order.items": { contains: "tea" } }, steps: [{ send: "tea" }] },
          { if: { "order.total": { atLeast: 50 } }, steps: [{ send: "much" }] },
        ],
      },
    ];
    const answers = async (total: number, sku: string) => {
      const doubles = givenDoubles({ campaigns: [givenCampaign({ steps })] });
      await enroll(doubles.deps, purchase("ann", { order: { total, items: [{ sku }] } }));
      return Object.values(doubles.started[0]?.input.answers ?? {});
    };
    expect(await answers(60, "tea")).toEqual([0]);
    expect(await answers(60, "mug")).toEqual([1]);
    expect(await answers(10, "mug")).toEqual([2]);
  });

  it("of a wait until a date needs the date", async () => {
    const birthday = givenCampaign({
      start: { on: "profile", again: "always" },
      steps: [{ wait: { until: "customer.attributes.birthday", yearly: true } }, { send: "happy-birthday" }],
    });
    const doubles = givenDoubles({ campaigns: [birthday] });
    expect((await enroll(doubles.deps, learned("ann", { firstName: "Ann" }))).passed).toEqual([
      { campaign: "welcome", why: "the profile has no such date to come" },
    ]);
    await enroll(doubles.deps, learned("ann", { attributes: { birthday: "1990-11-05" } }, { at: START + 1 }));
    expect([...doubles.schedules.values()]).toEqual([Date.parse("2026-11-05T09:00:00Z")]);
  });
});
