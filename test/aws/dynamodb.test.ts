import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDynamoTable } from "../../lib/store/dynamodb.ts";
import type { Item, Table } from "../../lib/store/table.ts";
import { freshKey, freshPartition } from "../store/contract/fresh.ts";
import { type OpenTable, tableContract } from "../store/contract.ts";
import { startDynamoDbLocal } from "./engines/dynamodb-local.ts";
import { createStateTable, dynamoClient } from "./engines/dynamodb-table.ts";

let opened: Promise<OpenTable> | undefined;
/** One engine for the contract and for what follows. */
function open(): Promise<OpenTable> {
  opened ??= start();
  return opened;
}

async function start(): Promise<OpenTable> {
  const local = await startDynamoDbLocal();
  const client = dynamoClient(local.endpoint);
  await createStateTable(client, "State");
  const close = async () => {
    client.destroy();
    await local.stop();
  };
  return { table: openDynamoTable({ client, tableName: "State" }), close };
}

tableContract("DynamoDB", async () => ({ table: (await open()).table, close: async () => {} }));

describe("DynamoDB", () => {
  let table: Table;
  beforeAll(async () => {
    table = (await open()).table;
  });
  afterAll(async () => (await open()).close());

  test("pages of more than 1 MB are followed to the end", async () => {
    const pk = freshPartition();
    const text = "x".repeat(300_000);
    const sortKeys = Array.from({ length: 9 }, (_, n) => `n#${n}`);
    for (const sk of sortKeys) await table.write({ put: { pk, sk, text } });
    const pages: Item[][] = [];
    let after: string | undefined;
    do {
      const page = await table.query(pk, { prefix: "n#", ...(after === undefined ? {} : { after }) });
      pages.push(page.items);
      after = page.next;
    } while (after !== undefined);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flat().map(({ sk }) => sk)).toEqual(sortKeys);
  });

  test("more than 16 MB are read in several rounds", async () => {
    const keys = Array.from({ length: 48 }, (_, n) => freshKey(`n#${n}`));
    const text = "x".repeat(390_000);
    for (const key of keys) await table.write({ put: { ...key, text } });
    const items = await table.getMany(keys);
    expect(items.map((item) => item?.sk)).toEqual(keys.map(({ sk }) => sk));
    expect(items.every((item) => item?.text === text)).toBe(true);
  });

  test.each([0.1, 1e21, -1e21, 123456789012345680000, 5e-130, -9.99999999999999e125, 1 / 3, -0])(
    "keeps the number %d, and finds it again by its value",
    async (n) => {
      const key = freshKey();
      await table.write({ put: { ...key, n, deep: [{ n }] } });
      const item = { ...key, n: n + 0, deep: [{ n: n + 0 }] };
      expect(await table.get(key)).toStrictEqual(item);
      await table.write({ update: key, set: { found: true }, if: { equals: { n } } });
      await expect(table.write({ delete: key, if: { equals: { n: 7 } } })).rejects.toMatchObject({
        existing: { ...item, found: true },
      });
    },
  );

  test("keeps names that JavaScript gives a meaning to", async () => {
    const item = {
      ...freshKey(),
      constructor: "x",
      map: { constructor: { name: "Set" }, toString: 1, empty: "" },
    } as Item;
    await table.write({ put: item });
    expect(await table.get(item)).toEqual(item);
  });

  test("takes attributes named after waits and campaigns", async () => {
    const key = freshKey();
    const wait = "wait#win-back#waitFor-1#0b8e";
    await table.write({ update: key, set: { [wait]: { token: "t" } }, setOnce: { "campaign#win-back": 1 } });
    const answer = await table.write({ update: key, remove: [wait], if: { equals: { "campaign#win-back": 1 } } });
    expect(answer).toEqual({ ...key, "campaign#win-back": 1 });
  });

  test("adds to five hundred attributes of an item at once", async () => {
    const key = freshKey();
    const add = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`step-${n}|delivered`, n + 0.5]));
    await table.write({ update: key, add });
    await table.transact([{ update: key, add }]);
    const doubled = Object.fromEntries(Object.entries(add).map(([name, n]) => [name, n * 2]));
    expect(await table.get(key)).toEqual({ ...key, ...doubled });
  });

  test("says of an item that grows too large, in a transaction as well, that it is too large", async () => {
    const key = freshKey();
    await table.write({ put: { ...key, text: "x".repeat(400_000) } });
    const grow = { update: key, set: { more: "y".repeat(20_000) } };
    await expect(table.write(grow)).rejects.toThrow(/cannot store item: .*400 KB/);
    await expect(table.transact([{ put: freshKey() }, grow])).rejects.toThrow(RangeError);
  });

  test("removes from an item or from none, in a transaction too, and creates it bare", async () => {
    const [there, none, both] = [freshKey(), freshKey(), freshKey()];
    for (const key of [there, both]) await table.write({ put: { ...key, a: 1, b: 2 } });
    await table.transact([{ update: there, remove: ["a"] }, { update: none, remove: ["a"] }, { update: both }]);
    expect(await table.getMany([there, none, both])).toEqual([{ ...there, b: 2 }, none, { ...both, a: 1, b: 2 }]);
    const refused = table.transact([
      { update: freshKey(), remove: ["a"] },
      { update: none, remove: ["a"], if: { absent: true } },
      { update: freshKey(), remove: ["a"], if: { equals: {} } },
    ]);
    await expect(refused).rejects.toMatchObject({ name: "TransactionRefused", refused: [1, 2] });
  });
});
