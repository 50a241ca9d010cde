import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { enroll } from "../../lib/journey/enroll.ts";
import { partitionOf } from "../../lib/journey/keys.ts";
import { pause, resume } from "../../lib/journey/pause.ts";
import { openDynamoTable } from "../../lib/store/dynamodb.ts";
import type { Item, Table } from "../../lib/store/table.ts";
import { ASKS, AWAITS_DELIVERY, REFILL, WIN_BACK } from "../support/campaigns.ts";
import { DAY, HOUR, happened, learned, MINUTE, purchase, refund, says } from "../support/events.ts";
import { type TestWorld, type WorldOptions, world } from "../support/world.ts";
import { type DynamoDbLocal, startDynamoDbLocal } from "./engines/dynamodb-local.ts";
import { createStateTable, dynamoClient } from "./engines/dynamodb-table.ts";

let local: DynamoDbLocal;
let client: DynamoDBClient;
beforeAll(async () => {
  local = await startDynamoDbLocal();
  client = dynamoClient(local.endpoint);
});
afterAll(async () => {
  client.destroy();
  await local.stop();
});

/** A shop whose journeys keep everything in DynamoDB. */
async function worldOnDynamo(name: string, options: WorldOptions): Promise<TestWorld> {
  await createStateTable(client, name);
  const shop = world(options);
  const table = openDynamoTable({ client, tableName: name });
  shop.deps.table = table;
  return { ...shop, table };
}

/** Everything about a customer. */
async function itemsOf(table: Table, customer: string): Promise<Item[]> {
  return (await table.query(partitionOf(customer), { prefix: "" })).items;
}

const SHOP: WorldOptions = {
  campaigns: [
    { ...ASKS, id: "welcome" },
    { ...AWAITS_DELIVERY, id: "delivery" },
    WIN_BACK,
    REFILL,
    { id: "tagged", start: { on: "signed-up" }, steps: [{ tag: "warm" }, { wait: "1 day" }, { send: "hello-again" }] },
  ],
  mailer: { sendEventAfter: MINUTE },
};

/** A season of three customers. */
async function season(shop: TestWorld): Promise<void> {
  const first = purchase("ann", { order: { total: 0.1, items: [{ sku: "A-1", quantity: 1 }] } });
  for (const name of ["ann", "ben", "cat"]) await shop.tells(name === "ann" ? first : purchase(name));
  await shop.passes(5 * MINUTE);
  await shop.reacts("opened", "ben", "hello");
  await shop.reacts("clicked", "ann", "hello");
  await shop.tells(happened("delivery", "ben", { at: shop.now() }));
  await shop.tells(happened("signed-up", "cat", { at: shop.now(), data: { constructor: "x" } }));
  await shop.passes(2 * DAY);
  await shop.tells(first);
  await shop.tells(purchase("ann", { at: shop.now(), order: { total: 0.2 } }));
  await shop.tells(refund("ann", first.eventId, { at: shop.now(), amount: 0.1 }));
  await pause(shop.deps, { campaign: "welcome" });
  await shop.passes(20 * DAY);
  await resume(shop.deps, { campaign: "welcome" }, ["welcome"]);
  await shop.tells(learned("ben", { email: "ben@new.example", ...says(true, shop.now()) }, { at: shop.now() }));
  await shop.passes(10 * DAY);
  await shop.unsubscribes("cat");
  await shop.passes(200 * DAY);
}

test("a season of a shop leaves the same in DynamoDB as in memory", async () => {
  const [here, there] = [world(SHOP), await worldOnDynamo("Season", SHOP)];
  await season(here);
  await season(there);
  expect(here.mails().length).toBeGreaterThan(6);
  expect(there.mails()).toEqual(here.mails());
  expect(there.ends.map(({ campaign, status }) => `${campaign} ${status}`)).toEqual(
    here.ends.map(({ campaign, status }) => `${campaign} ${status}`),
  );
  for (const customer of ["ann", "ben", "cat"]) {
    const items = await itemsOf(there.table, customer);
    expect(items.length).toBeGreaterThan(8);
    expect(items).toEqual(await itemsOf(here.table, customer));
  }
  expect(there.engine.deadLetters()).toEqual([]);
});

test("purchases that arrive all at once are all counted, once", async () => {
  const shop = await worldOnDynamo("Rush", { campaigns: [REFILL, { ...ASKS, id: "welcome" }] });
  const purchases = Array.from({ length: 8 }, (_, n) => purchase("ann", { id: `p-${n}`, order: { total: 0.1 } }));
  await Promise.all([...purchases, ...purchases].map((event) => enroll(shop.deps, event)));
  await shop.passes(HOUR);
  const items = await itemsOf(shop.table, "ann");
  expect(items.find(({ sk }) => sk === "@profile")).toMatchObject({ orders: 8, spent: { USD: 0.8 } });
  expect(items.filter(({ sk }) => sk.startsWith("event#"))).toHaveLength(8);
  expect(shop.mails()).toEqual(["ann hello"]);
});
