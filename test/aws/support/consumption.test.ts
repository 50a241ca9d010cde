import { expect, test } from "vitest";
import { consumption } from "./consumption.ts";

const call = (action: string, answered: unknown) => ({
  at: 0,
  service: "DynamoDB",
  action,
  status: 200,
  asked: {},
  answered,
});

test("adds up calls and units, of transactions over all their tables", () => {
  const calls = [
    call("GetItem", { ConsumedCapacity: { CapacityUnits: 0.5 } }),
    call("Query", { ConsumedCapacity: { CapacityUnits: 1.5 } }),
    call("PutItem", { ConsumedCapacity: { CapacityUnits: 1 } }),
    call("TransactWriteItems", { ConsumedCapacity: [{ CapacityUnits: 4 }, { CapacityUnits: 2 }] }),
    call("PutItem", { __type: "ConditionalCheckFailedException" }),
    { ...call("StartExecution", {}), service: "StepFunctions" },
  ];

  expect(consumption(calls)).toEqual({
    calls: {
      "DynamoDB.GetItem": 1,
      "DynamoDB.Query": 1,
      "DynamoDB.PutItem": 2,
      "DynamoDB.TransactWriteItems": 1,
      "StepFunctions.StartExecution": 1,
    },
    readUnits: 2,
    writeUnits: 7,
  });
});
