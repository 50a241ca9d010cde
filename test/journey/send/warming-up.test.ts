import { describe, expect, it } from "vitest";
import { pause, resume } from "../../../lib/journey/pause.ts";
import { DAY, HOUR, purchase } from "../../support/events.ts";
import type { Authored } from "../../support/shop.ts";
import { type TestWorld, world } from "../../support/world.ts";

const HELLO = { id: "welcome", steps: [{ send: "hello" }] } satisfies Authored;
const SERVES = { hello: { kind: "transactional" } } as const;
/** From the day before the first event: 2 on its first day, 4 on the day of the events, 8 on the next one. */
const warmUp = { from: "2025-12-31", start: 2, growth: "100%", until: 100 };

/** So many customers bought at the same time. */
async function bought(shop: TestWorld, customers: number): Promise<void> {
  for (let n = 0; n < customers; n++) await shop.tells(purchase(`c${n}`));
}

describe("while a domain is warmed up", () => {
  it("messages beyond the day's ceiling wait for the next day, and are dropped when that is too late", async () => {
    const shop = world({ campaigns: [HELLO], shop: { warmUp, timeZone: "UTC" } });
    await bought(shop, 15);
    expect(shop.mails()).toHaveLength(4);
    await shop.passes(DAY - 1 - (shop.now() % DAY));
    expect(shop.mails()).toHaveLength(4);
    await shop.passes(HOUR);
    expect(shop.mails()).toHaveLength(4 + 8);
    await shop.passes(10 * DAY);
    expect(shop.mails()).toHaveLength(4 + 8);
    expect(shop.figures.get("welcome hello deferred: warming up")).toBe(11);
    expect(shop.figures.get("welcome hello withheld: warming up")).toBe(3);
    expect(shop.ends).toHaveLength(15);
  });

  it("messages that serve the customer go out, and take no place", async () => {
    const shop = world({ campaigns: [HELLO], kinds: SERVES, shop: { warmUp, timeZone: "UTC" } });
    await bought(shop, 10);
    expect(shop.mails()).toHaveLength(10);
  });

  it("those that a pause of marketing holds are as many a day as any when it is over", async () => {
    const shop = world({ campaigns: [HELLO], shop: { warmUp, timeZone: "UTC" } });
    await pause(shop.deps, "marketing");
    await bought(shop, 15);
    await shop.passes(DAY);
    expect(shop.mails()).toHaveLength(0);
    await resume(shop.deps, "marketing", ["welcome"]);
    await shop.passes(HOUR);
    expect(shop.mails()).toHaveLength(8);
    await shop.passes(DAY);
    expect(shop.mails()).toHaveLength(15);
  });
});
