import { describe, expect, it } from "vitest";
import { quietDays } from "../../lib/compiler/quiet-days.ts";
import { DAY, HOUR, purchase } from "../support/events.ts";
import type { Authored } from "../support/shop.ts";
import { world } from "../support/world.ts";

const WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;

describe("quiet days in a row", () => {
  it.each([
    ["none", {}, 0],
    ["a weekend", { days: [...WORKDAYS] }, 2],
    ["all but one", { days: ["tuesday" as const] }, 6],
    ["the longest of several", { days: ["monday" as const, "wednesday" as const, "saturday" as const] }, 2],
    ["across the end of the week", { days: ["wednesday" as const, "thursday" as const, "friday" as const] }, 4],
    ["a holiday", { notOn: ["07-04"] }, 1],
    ["of every year", { notOn: ["01-01", "12-31", "12-30"] }, 3],
    ["of one year", { notOn: ["2027-12-31", "2028-01-01"] }, 2],
    ["a leap day among them", { notOn: ["02-28", "02-29", "03-01"] }, 3],
    ["a weekend with a holiday", { days: [...WORKDAYS], notOn: ["2027-12-24"] }, 3],
    ["a summer, of which a week counts", { notOn: Array.from({ length: 20 }, (_, n) => `08-${n + 10}`) }, 6],
  ])("%s", (_what, sending, days) => {
    expect(quietDays(sending)).toBe(days);
  });
});

describe("a message that is due on a quiet day", () => {
  const HELLO = { id: "welcome", steps: [{ send: "hello" }] } satisfies Authored;

  it.each([
    ["waits for monday", { hours: "09:00-20:00", days: [...WORKDAYS] }, 1],
    ["waits for the one day there is", { days: ["tuesday" as const] }, 1],
    ["is dropped where it is to be", { days: [...WORKDAYS], ifClosed: "drop" as const }, 0],
    ["is late when its campaign says so", { days: [...WORKDAYS], lateAfter: "12 hours" }, 0],
  ])("%s", async (_what, sending, mails) => {
    const shop = world({ campaigns: [{ ...HELLO, sending }], shop: { timeZone: "UTC" } });
    // A saturday morning.
    await shop.passes(Date.parse("2026-01-03T08:00:00Z") - shop.now());
    await shop.tells(purchase("ann", { at: shop.now() }));
    expect(shop.mails()).toEqual([]);
    await shop.passes(4 * DAY + HOUR);
    expect(shop.mails()).toHaveLength(mails);
  });
});
