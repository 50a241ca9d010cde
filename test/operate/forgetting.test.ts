import { expect, it } from "vitest";
import { createOrders } from "../../lib/aws/door.ts";
import { suppress } from "../../lib/journey/engage/bounces.ts";
import { sayNo } from "../../lib/journey/engage/no.ts";
import { enroll } from "../../lib/journey/enroll.ts";
import { exportCustomer } from "../../lib/journey/export.ts";
import { partitionOf } from "../../lib/journey/keys.ts";
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

it("erases whose an order of another shop system was", async () => {
  const { deps } = await given();
  const orders = createOrders({ table: deps.table, now: deps.now });
  for (const who of ["ann", "bob"]) {
    await orders.remember("shopify", `1-${who}`, who);
    await orders.remember("woocommerce", `2-${who}`, who);
  }
  const told = [purchase("ann", { id: "shopify-order-1-ann" }), purchase("ann", { id: "woo-order-2-ann" })];
  await forgetForGood(deps, "ann", givenEvents(told), givenTime());
  expect([await orders.find("shopify", "1-ann"), await orders.find("woocommerce", "2-ann")]).toEqual([
    undefined,
    undefined,
  ]);
  expect([await orders.find("shopify", "1-bob"), await orders.find("woocommerce", "2-bob")]).toEqual(["bob", "bob"]);
});

it("leaves of an address that it is never mailed and that its mailbox said no, and says so", async () => {
  const { deps, events, left } = await given();
  const hash = deps.addresses.hash("ann@mail.example");
  await suppress(deps, hash, { reason: "bounced", at: 5 });
  await sayNo(deps, "ann", { at: 7, source: "one-click" }, "unsubscribed");
  const known = { suppressed: { reason: "bounced", at: 5 }, no: { at: 7, source: "one-click" } };
  expect((await exportCustomer(deps, "ann", events)).address).toMatchObject(known);

  const { stays } = await forgetForGood(deps, "ann", events, givenTime());
  expect(stays).toEqual(known);
  expect(await left("ann")).toBe(0);
  const after = await exportCustomer(deps, "ann", events);
  expect(after).toMatchObject({ records: [], events: [] });
  expect(after).not.toHaveProperty("address");

  // They are a new customer with the same address, and nobody writes to it.
  await enroll(deps, purchase("ann", { id: "later" }));
  expect((await exportCustomer(deps, "ann", events)).address).toMatchObject(known);
});

it("has nothing left to say of an address that is mailed", async () => {
  const { deps, events } = await given();
  expect((await forgetForGood(deps, "ann", events, givenTime())).stays).toEqual({});
});
