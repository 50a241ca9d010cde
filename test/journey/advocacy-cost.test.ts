import { expect, it, test } from "vitest";
import { enroll } from "../../lib/journey/enroll.ts";
import { cost } from "../support/cost.ts";
import { DAY, purchase } from "../support/events.ts";
import type { Authored } from "../support/shop.ts";
import { type TestWorld, world } from "../support/world.ts";

/** Somebody whose journey is about to begin with this step. */
async function givenBefore(...steps: Authored["steps"]): Promise<TestWorld> {
  const webhooks = { crm: { url: "https://crm.bluecup.example/hooks" } };
  const campaign: Authored = { start: { on: "purchase", again: "always" }, steps: [{ wait: "1 day" }, ...steps] };
  const shop = world({ campaigns: [campaign], shop: { webhooks } });
  await shop.tells(purchase("ann"));
  return shop;
}

/** It begins, and it ends. */
const AROUND = { reads: 1 + 1, writes: 1 + 1 };

const plus = ({ reads, writes }: typeof AROUND) => ({ reads: AROUND.reads + reads, writes: AROUND.writes + writes });

test.each([
  // Contact, profile, enrollment; the call. The step is noted, the try with a look at the journey, and what was answered.
  ["a webhook that is taken", { webhook: "crm" }, { reads: 3 + 1, writes: 1 + 4 + 1 }],
  // What this journey's survey was answered, besides.
  ["an alert that is taken", { alert: "Look after them" }, { reads: 3 + 1 + 1, writes: 1 + 4 + 1 }],
  ["a survey that is sent", { survey: "how-likely" }, { reads: 6, writes: 5 }],
  // The code and the profile, in a transaction.
  ["the first message with a customer's own code", { referral: "bring-a-friend" }, { reads: 6, writes: 5 + 4 }],
] as const)("%s takes one state, and the reads and writes that docs/cost.md says", async (_what, step, units) => {
  const shop = await givenBefore(step);
  expect(await cost(shop, () => shop.passes(2 * DAY))).toEqual(plus(units));
  expect(shop.transitions).toHaveLength(1);
});

it("a further message with the same code costs what any message costs", async () => {
  const shop = await givenBefore({ referral: "bring-a-friend" });
  await shop.passes(2 * DAY);
  await shop.tells(purchase("ann", { at: shop.now() }));
  expect(await cost(shop, () => shop.passes(2 * DAY))).toEqual(plus({ reads: 6, writes: 5 }));
});

it("each further try of a call costs 4 reads and 2 writes", async () => {
  const shop = await givenBefore({ webhook: "crm" });
  const statuses = [503, 503, 200];
  shop.deps.caller = { post: async () => statuses.shift() ?? 200 };
  const once = { reads: 4, writes: 6 };
  const again = { reads: 2 * 4, writes: 2 * 2 };
  const both = { reads: once.reads + again.reads, writes: once.writes + again.writes };
  expect(await cost(shop, () => shop.passes(2 * DAY))).toEqual(plus(both));
  expect(statuses).toEqual([]);
});

it("a first purchase that starts nothing costs 2 reads and 6 writes, for it makes a new customer", async () => {
  const shop = world({ campaigns: [] });
  // Marker, profile and contact.
  expect(await cost(shop, () => enroll(shop.deps, purchase("ann")))).toEqual({ reads: 2, writes: 6 });
});

it("… and 2 reads and 4 writes more where a campaign listens to the stage, which it changes", async () => {
  const listens: Authored = { steps: [{ waitFor: { on: "stage.changed" }, within: "9 days" }] };
  const shop = world({ campaigns: [{ ...listens, start: { on: "signed-up" } }] });
  // The marker and the profile of the change besides.
  expect(await cost(shop, () => enroll(shop.deps, purchase("ann")))).toEqual({ reads: 2 + 2, writes: 6 + 4 });
});
