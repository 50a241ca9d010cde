import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openDynamoTable } from "../../lib/store/dynamodb.ts";
import { ConditionFailed, type Table, TransactionRefused } from "../../lib/store/table.ts";
import { freshKey } from "../store/contract/fresh.ts";
import { type DynamoDbLocal, startDynamoDbLocal } from "./engines/dynamodb-local.ts";
import { createStateTable, dynamoClient } from "./engines/dynamodb-table.ts";

let local: DynamoDbLocal;
let client: DynamoDBClient;
let table: Table;
/** Answers still to be lost on their way, and what is done before the SDK tries again. */
let lost = 0;
let between: () => Promise<unknown> = async () => {};

beforeAll(async () => {
  local = await startDynamoDbLocal();
  const plain = dynamoClient(local.endpoint);
  await createStateTable(plain, "State");
  plain.destroy();
  client = dynamoClient(local.endpoint);
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if (lost === 0) return answer;
      lost -= 1;
      await between();
      throw Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET" });
    },
    { step: "deserialize", priority: "high", name: "loseAnswers" },
  );
  table = openDynamoTable({ client, tableName: "State" });
});
afterAll(async () => {
  client.destroy();
  await local.stop();
});
beforeEach(() => {
  lost = 0;
  between = async () => {};
});

test("a conditional put whose answer got lost is no refusal of itself", async () => {
  const item = { ...freshKey(), n: 0.1, list: [{ a: "" }], left: undefined };
  lost = 1;
  expect(await table.write({ put: item, if: { absent: true } })).toEqual(item);
  expect(lost).toBe(0);
  expect(await table.get(item)).toEqual(item);
});

test("a conditional update whose answer got lost is no refusal of itself", async () => {
  const key = freshKey();
  await table.write({ put: { ...key, state: "claimed", old: 1 } });
  lost = 1;
  const update = { update: key, set: { state: "sent" }, setOnce: { first: 1 }, remove: ["old"] };
  const answer = await table.write({ ...update, if: { equals: { state: "claimed" } } });
  expect(answer).toEqual({ ...key, state: "sent", first: 1 });
});

test("a conditional delete whose answer got lost is no refusal of itself", async () => {
  const key = freshKey();
  await table.write({ put: { ...key, n: 1 } });
  lost = 1;
  expect(await table.write({ delete: key, if: { equals: { n: 1 } } })).toBeUndefined();
  expect(await table.get(key)).toBeUndefined();
});

test("whoever overtook a lost answer is told of", async () => {
  const key = freshKey();
  lost = 1;
  between = () => table.write({ put: { ...key, by: "other" } });
  const error = await table.write({ put: { ...key, by: "me" }, if: { absent: true } }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ConditionFailed);
  expect(error).toHaveProperty("existing", { ...key, by: "other" });
});

test("an equal item is a refusal when no answer got lost", async () => {
  const item = { ...freshKey(), by: "me" };
  await table.write({ put: item });
  await expect(table.write({ put: item, if: { absent: true } })).rejects.toThrow(ConditionFailed);
});

test("a conditional addition whose answer got lost is refused with what it left, and is not done twice", async () => {
  const key = freshKey();
  await table.write({ put: { ...key, rev: 1 } });
  lost = 1;
  const write = table.write({ update: key, add: { rev: 1 }, if: { equals: { rev: 1 } } });
  await expect(write).rejects.toMatchObject({ name: "ConditionFailed", existing: { ...key, rev: 2 } });
  expect(await table.get(key)).toEqual({ ...key, rev: 2 });
});

test("an addition that meets what is no number, after a lost answer, is refused by its condition", async () => {
  const key = freshKey();
  await table.write({ put: { ...key, rev: 1 } });
  lost = 1;
  between = () => table.write({ put: { ...key, rev: "text" } });
  const write = table.write({ update: key, add: { rev: 1 }, if: { equals: { rev: 1 } } });
  await expect(write).rejects.toMatchObject({ name: "ConditionFailed", existing: { ...key, rev: "text" } });
});

test("a transaction whose answers got lost is done once, and said to be done", async () => {
  const [marker, counter] = [freshKey(), freshKey()];
  lost = 2;
  await table.transact([
    { put: marker, if: { absent: true } },
    { update: counter, add: { n: 1 } },
  ]);
  expect(lost).toBe(0);
  expect(await table.getMany([marker, counter])).toEqual([marker, { ...counter, n: 1 }]);
});

test("a transaction that was refused stays refused when that answer got lost", async () => {
  const [taken, other] = [freshKey(), freshKey()];
  await table.write({ put: taken });
  between = async () => {};
  lost = 1;
  const error = await table
    .transact([{ put: other }, { put: taken, if: { absent: true } }])
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(TransactionRefused);
  expect(error).toHaveProperty("refused", [1]);
  expect(await table.get(other)).toBeUndefined();
});

test("two transactions of the same content are two", async () => {
  const counter = freshKey();
  for (const _ of [1, 2]) await table.transact([{ update: counter, add: { n: 1 } }]);
  expect(await table.get(counter)).toEqual({ ...counter, n: 2 });
});
