import { expect, it } from "vitest";
import { enroll } from "../../lib/journey/enroll.ts";
import { partitionOf } from "../../lib/journey/records.ts";
import { forgetForGood } from "../../lib/operate/forgetting.ts";
import { TWO_MAILS } from "../support/campaigns.ts";
import { givenDoubles } from "../support/doubles.ts";
import { purchase } from "../support/events.ts";
import { givenCampaign } from "../support/shop.ts";
import { givenEvents } from "./given-events.ts";
import { givenTime } from "./given-time.ts";

async function given() {
  const { deps, stopped } = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)] });
  await enroll(deps, purchase("ann"));
  await enroll(deps, purchase("bob"));
  const events = givenEvents([purchase("ann"), purchase("bob")]);
  const left = async (customer: string) => (await deps.table.query(partitionOf(customer), { prefix: "" })).items.length;
  return { deps, stopped, events, left };
}

it("erases a customer and nobody else, and looks once more", async () => {
  const { deps, stopped, events, left } = await given();
  const before = await left("bob");
  const forgotten = await forgetForGood(deps, "ann", events, givenTime());
  expect(forgotten).toMatchObject({ events: 1, journeys: 1, rounds: 2, isGone: true });
  expect(new Set(stopped).size).toBe(1);
  expect(await left("ann")).toBe(0);
  expect(await left("bob")).toBe(before);
});

it("erases what an event that was under way brought back", async () => {
  const { deps, events, left } = await given();
  let comes = 2;
  const sleep = async (): Promise<void> => {
    if (comes-- > 0) await enroll(deps, purchase("ann", { id: `late-${comes}` }));
  };
  expect(await forgetForGood(deps, "ann", events, { sleep })).toMatchObject({ rounds: 4, isGone: true });
  expect(await left("ann")).toBe(0);
});

it("gives up, and says so, when events go on coming", async () => {
  const { deps, events } = await given();
  let n = 0;
  const sleep = async (): Promise<void> => void (await enroll(deps, purchase("ann", { id: `late-${n++}` })));
  expect(await forgetForGood(deps, "ann", events, { sleep })).toMatchObject({ rounds: 4, isGone: false });
});
