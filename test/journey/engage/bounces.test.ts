import { describe, expect, it } from "vitest";
import type { Address } from "../../../lib/journey/contact.ts";
import type { Engagement } from "../../../lib/journey/engage.ts";
import { keys } from "../../../lib/journey/keys.ts";
import { addressesDouble } from "../../support/doubles.ts";
import { DAY, purchase } from "../../support/events.ts";
import { world } from "../../support/world.ts";

type Kind = Extract<Engagement, { fact: "bounced" }>["kind"];

/** Ann has got a message, which comes back after so many days each. */
async function givenBounces(kind: Kind, days: readonly number[], softBounces?: string) {
  const shop = world({
    campaigns: [{ steps: [{ send: "hello" }, { wait: "300 days" }, { send: "news" }] }],
    ...(softBounces === undefined ? {} : { shop: { softBounces } }),
  });
  await shop.tells(purchase("ann"));
  const first = shop.now();
  const message = shop.sendId("ann", "hello");
  for (const day of days) await shop.engages({ fact: "bounced", kind, message, at: first + day * DAY });
  const known = await shop.table.get(keys.address(addressesDouble.hash("ann@mail.example")));
  const { status, outcome } = await shop.enrollment("ann");
  return { suppressed: (known as Address | undefined)?.suppressed?.reason, journey: outcome ?? status };
}

const GONE = { suppressed: "soft bounces", journey: "bounced" };
const FINE = { suppressed: undefined, journey: "running" };

describe("messages that come back from an address that may work another time", () => {
  it("spoil it when there are five in thirty days", async () => {
    expect(await givenBounces("soft", [0, 7, 14, 21])).toEqual(FINE);
    expect(await givenBounces("soft", [0, 7, 14, 21, 28])).toEqual(GONE);
    expect(await givenBounces("soft", [0, 8, 16, 24, 31])).toEqual(FINE);
  });

  it("or as many as the shop says", async () => {
    expect(await givenBounces("soft", [0], "2 per 1 day")).toEqual(FINE);
    expect(await givenBounces("soft", [0, 1], "2 per 1 day")).toEqual(FINE);
    expect(await givenBounces("soft", [0, 0.9], "2 per 1 day")).toEqual(GONE);
  });

  it("count once each, however often they are told", async () => {
    expect(await givenBounces("soft", [0, 0, 0, 7, 7, 14, 14, 0])).toEqual(FINE);
  });

  it("count in any order, and in any thirty days", async () => {
    expect(await givenBounces("soft", [28, 21, 14, 7, 0])).toEqual(GONE);
    // Told late, the first was long before the others.
    expect(await givenBounces("soft", [40, 45, 50, 55, 0])).toEqual(FINE);
  });
});

describe("a message that comes back", () => {
  it("for good spoils its address at once", async () => {
    expect(await givenBounces("hard", [0])).toEqual({ suppressed: "bounced", journey: "bounced" });
  });

  it("because of what it is says nothing about its address", async () => {
    expect(await givenBounces("message", [0, 1, 2, 3, 4, 5])).toEqual(FINE);
  });
});
