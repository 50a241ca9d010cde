import { describe, expect, it } from "vitest";
import { costOfBackfill, countMessages } from "../../../bin/commands/operate/backfill-cost.ts";
import { dollarText, minutesText, priceOf, scanUsage } from "../../../bin/commands/operate/price.ts";
import { TWO_MAILS, WIN_BACK } from "../../support/campaigns.ts";
import { givenCampaign } from "../../support/shop.ts";

describe("what a command costs", () => {
  it("is the list price: a pause of a million people is two million state transitions", () => {
    expect(priceOf({ transitions: 2_000_000 })).toBeCloseTo(50);
  });

  it("of a scan is half a read unit for each 4 KB", () => {
    expect(scanUsage(8_192_000_000)).toEqual({ reads: 1_000_000 });
    expect(priceOf(scanUsage(8_192_000_000))).toBeCloseTo(0.125);
  });

  it("is told in cents, and in minutes or hours", () => {
    expect([0, 0.0001, 1.5].map(dollarText)).toEqual(["$0.00", "less than a cent", "$1.50"]);
    expect([10, 6_000, 1_000_000].map((n) => minutesText(n, 20))).toEqual(["a minute", "5 minutes", "14 hours"]);
  });

  const counts = {
    customers: 0,
    enrolled: 1_000_000,
    heldOut: 0,
    beginNow: 0,
    passed: {},
    beginsInWeek: {},
    unreadable: 0,
  };

  it("of a backfill has a schedule for each journey that begins later, and none for one that begins at once", () => {
    const later = costOfBackfill(counts, { compiled: givenCampaign(WIN_BACK), messages: 1, bytes: 0 });
    const atOnce = costOfBackfill(counts, { compiled: givenCampaign(TWO_MAILS), messages: 2, bytes: 0 });
    expect(later.enrolling - atOnce.enrolling).toBeCloseTo(1);
    expect(atOnce.enrolling).toBeCloseTo(3.75);
  });

  it("of a backfill counts journeys from nobody reached to every message sent", () => {
    const { journeys, reading } = costOfBackfill(counts, { compiled: givenCampaign(TWO_MAILS), messages: 2, bytes: 0 });
    expect(journeys.least).toBeCloseTo(50);
    expect(journeys.most).toBeCloseTo(50 + 2 * (100 + 1.2));
    expect(reading).toBe(0);
  });

  it("of a backfill counts as messages whatever writes to the customer, on every way, and nothing else", () => {
    expect(countMessages(TWO_MAILS.steps)).toBe(2);
    expect(
      countMessages([
        { survey: "how-likely" },
        { waitFor: { answered: "how-likely" }, within: "3 days", then: [{ referral: "bring-a-friend" }], else: [] },
        { branch: [{ if: { "customer.orders": 1 }, steps: [{ send: "hello" }] }, { steps: [{ tag: "warm" }] }] },
        { coupon: "thanks" },
        { webhook: "crm" },
        { alert: "Look after them" },
      ]),
    ).toBe(3);
  });
});
