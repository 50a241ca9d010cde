import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, test, vi } from "vitest";
import { openDynamoTable } from "../../lib/store/dynamodb.ts";
import { type Table, TransactionRefused } from "../../lib/store/table.ts";

/*
 * What DynamoDB answers when it is busy, and what it alone does, which DynamoDB Local does not: a client that answers from a list.
 */

type Answer = object | Error;

function given(...answers: Answer[]): { table: Table; sent: { input: unknown }[] } {
  const sent: { input: unknown }[] = [];
  const send = async (command: { input: unknown }) => {
    sent.push(command);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  let tokens = 0;
  const client = { send } as unknown as DynamoDBClient;
  return { table: openDynamoTable({ client, tableName: "State", clientToken: () => `token-${tokens++}` }), sent };
}

const meta = { $metadata: { attempts: 1 } };
const key = { pk: "p", sk: "a" };
const attributes = { pk: { S: "p" }, sk: { S: "a" } };
const refusal = new ConditionalCheckFailedException({ message: "no", ...meta });

function canceled(...codes: string[]): TransactionCanceledException {
  const CancellationReasons = codes.map((Code) => ({ Code, Message: `${Code} it says` }));
  return new TransactionCanceledException({ message: "cancelled", CancellationReasons, ...meta });
}

describe("reading many keys", () => {
  const keys = ["a", "b", "c"].map((sk) => ({ pk: "p", sk }));
  const answerOf = (found: string[], left: string[]) => ({
    Responses: { State: found.map((sk) => ({ pk: { S: "p" }, sk: { S: sk } })) },
    UnprocessedKeys:
      left.length === 0 ? {} : { State: { Keys: left.map((sk) => ({ pk: { S: "p" }, sk: { S: sk } })) } },
  });

  test("asks again for what was left, consistently, and keeps the order of the keys", async () => {
    const { table, sent } = given(answerOf(["c"], ["a", "b"]), answerOf([], ["a", "b"]), answerOf(["b"], []));
    expect(await table.getMany(keys)).toEqual([undefined, keys[1], keys[2]]);
    expect(sent).toHaveLength(3);
    expect(sent.every((command) => command instanceof BatchGetItemCommand)).toBe(true);
    expect(sent[2]?.input).toEqual({
      RequestItems: { State: { Keys: answerOf([], ["a", "b"]).UnprocessedKeys.State?.Keys, ConsistentRead: true } },
    });
  });

  test("gives up as throttled when nothing comes for long, and says how much was left", async () => {
    const { table } = given(answerOf(["c"], ["a", "b"]), answerOf([], ["a", "b"]));
    const error = await table.getMany(keys).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ThrottlingException);
    expect((error as Error).message).toMatch(/2 of 3 keys of State .*try again later/);
  });
});

describe("a write", () => {
  test("waits for a transaction on the same item", async () => {
    const conflict = new TransactionConflictException({ message: "busy", ...meta });
    const { table, sent } = given(conflict, conflict, {});
    expect(await table.write({ put: { ...key, n: 1 } })).toEqual({ ...key, n: 1 });
    expect(sent).toHaveLength(3);
  });

  test("gives up when the transactions never end", async () => {
    const { table } = given(new TransactionConflictException({ message: "busy", ...meta }));
    await expect(table.write({ put: key })).rejects.toThrow(TransactionConflictException);
  });

  test("that only removes asks for the item, and creates it bare when there is none", async () => {
    const { table, sent } = given(refusal, {});
    expect(await table.write({ update: key, remove: ["a"], if: { lacks: ["b"] } })).toEqual(key);
    expect(sent[0]).toBeInstanceOf(UpdateItemCommand);
    expect(sent[0]?.input).toMatchObject({
      UpdateExpression: "REMOVE #0",
      ConditionExpression: "attribute_exists(#1) AND attribute_not_exists(#2)",
      ExpressionAttributeNames: { "#0": "a", "#1": "pk", "#2": "b" },
    });
    expect(sent[1]).toBeInstanceOf(PutItemCommand);
    expect(sent[1]?.input).toMatchObject({
      Item: attributes,
      ConditionExpression: "attribute_not_exists(#0) AND attribute_not_exists(#1)",
    });
  });

  test("that only removes finds an item that came in between", async () => {
    const { table, sent } = given(refusal, refusal, { Attributes: { ...attributes, b: { BOOL: true } } });
    expect(await table.write({ update: key, remove: ["a"] })).toEqual({ ...key, b: true });
    expect(sent[2]).toBeInstanceOf(UpdateItemCommand);
  });

  test("leaves trouble of AWS as it is", async () => {
    const throttled = new ThrottlingException({ message: "slow down", ...meta });
    const { table } = given(throttled);
    await expect(table.write({ put: key })).rejects.toBe(throttled);
    await expect(table.transact([{ put: key }])).rejects.toBe(throttled);
    await expect(table.get(key)).rejects.toBe(throttled);
  });
});

describe("a transaction", () => {
  const actions = [{ put: key }, { update: { pk: "p", sk: "b" }, add: { n: 1 } }];
  const failure = (...codes: string[]) =>
    given(canceled(...codes))
      .table.transact(actions)
      .catch((error) => error);

  test("has a token of its own, which stays the same for the SDK's tries", async () => {
    const { table, sent } = given({});
    await table.transact(actions);
    await table.transact(actions);
    expect(sent.map(({ input }) => (input as { ClientRequestToken: string }).ClientRequestToken)).toEqual([
      "token-0",
      "token-1",
    ]);
  });

  test("is refused without a condition when another one is in the way", async () => {
    for (const error of [
      await failure("None", "TransactionConflict"),
      await given(new TransactionInProgressException({ Message: "wait", message: "wait", ...meta }))
        .table.transact(actions)
        .catch((error) => error),
    ]) {
      expect(error).toBeInstanceOf(TransactionRefused);
      expect(error.refused).toEqual([]);
    }
  });

  test("gives way to the one before it: whoever is refused comes back later, and not all at once", async () => {
    const pauses = vi.spyOn(globalThis, "setTimeout");
    await failure("TransactionConflict");
    await failure("None", "ConditionalCheckFailed");
    expect(pauses).toHaveBeenCalledTimes(1);
    pauses.mockRestore();
  });

  test("names the conditions that failed, whoever else was in the way", async () => {
    expect(await failure("TransactionConflict", "ConditionalCheckFailed")).toMatchObject({
      name: "TransactionRefused",
      refused: [1],
    });
  });

  test.each(["ThrottlingError", "ProvisionedThroughputExceeded"])("is AWS's trouble when it says %s", async (code) => {
    const error = await failure("TransactionConflict", code);
    expect(error).toBeInstanceOf(ThrottlingException);
    expect(error.cause).toBeInstanceOf(TransactionCanceledException);
  });

  test("is the caller's fault when an action is wrong, whatever else happened", async () => {
    const error = await failure("ConditionalCheckFailed", "ValidationError");
    expect(error).toBeInstanceOf(TransactionCanceledException);
    const CancellationReasons = [
      { Code: "ConditionalCheckFailed" },
      { Code: "ValidationError", Message: "An operand in the update expression has an incorrect data type" },
    ];
    const wrong = new TransactionCanceledException({ message: "cancelled", CancellationReasons, ...meta });
    await expect(given(wrong).table.transact(actions)).rejects.toThrow(
      new TypeError(
        'cannot store b: attribute "n" is not a number, so nothing can be added to it; set it to a number first',
      ),
    );
  });

  test("leaves a reason that it does not know as it is", async () => {
    expect(await failure("None", "AccessDenied")).toBeInstanceOf(TransactionCanceledException);
  });

  test("puts a bare item where one that only removes found none", async () => {
    const { table, sent } = given(canceled("None", "ConditionalCheckFailed"), {});
    await table.transact([{ put: key }, { update: { pk: "p", sk: "b" }, remove: ["x"] }]);
    expect(sent[1]).toBeInstanceOf(TransactWriteItemsCommand);
    expect(sent[1]?.input).toMatchObject({
      ClientRequestToken: "token-1",
      TransactItems: [{}, { Put: { Item: { pk: { S: "p" }, sk: { S: "b" } } } }],
    });
  });

  test("is refused when items come and go all the time", async () => {
    const { table } = given(canceled("ConditionalCheckFailed"));
    await expect(table.transact([{ update: key }])).rejects.toMatchObject({ refused: [] });
  });
});

test("reads nothing that is not JSON", async () => {
  const { table } = given({ Item: { ...attributes, tags: { SS: ["a"] } } });
  await expect(table.get(key)).rejects.toThrow('attribute "tags" has the DynamoDB type SS');
});

test("takes no name for the prototype of what is read", async () => {
  const Item = JSON.parse('{"pk":{"S":"p"},"sk":{"S":"a"},"__proto__":{"M":{"admin":{"BOOL":true}}}}');
  const item = await given({ Item }).table.get(key);
  expect(item).not.toHaveProperty("admin");
  expect(Object.keys(item ?? {})).toContain("__proto__");
});

test("reads consistently, and pages by what DynamoDB read last", async () => {
  const { table, sent } = given({ Items: [attributes], LastEvaluatedKey: attributes }, { Items: [] }, {});
  const { next = "" } = await table.query("p", { prefix: "a", limit: 1e12, reverse: true });
  expect(await table.query("p", { prefix: "a", after: next })).toEqual({ items: [] });
  expect(await table.get(key)).toBeUndefined();
  expect(sent.map(({ input }) => input)).toMatchObject([
    { ConsistentRead: true, ScanIndexForward: false, Limit: 2 ** 31 - 1 },
    { ConsistentRead: true, ScanIndexForward: true, ExclusiveStartKey: attributes },
    { ConsistentRead: true, Key: attributes },
  ]);
});
