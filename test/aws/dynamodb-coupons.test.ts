import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDynamoTable } from "../../lib/store/dynamodb.ts";
import { expectFairClaims } from "../journey/claims.ts";
import { type DynamoDbLocal, startDynamoDbLocal } from "./engines/dynamodb-local.ts";
import { createStateTable, dynamoClient } from "./engines/dynamodb-table.ts";

const CUSTOMERS = 10_000;
const CALLS_PER_CLAIM = 6;
/** Claims wait for a connection: all are asked for at once. */
const CONNECTIONS = 100;

let local: DynamoDbLocal;
let client: DynamoDBClient;
/** Requests, by their kind. */
const requests = new Map<string, number>();
beforeAll(async () => {
  local = await startDynamoDbLocal();
  client = dynamoClient(local.endpoint, {
    requestHandler: {
      httpAgent: { maxSockets: CONNECTIONS, keepAlive: true },
      socketAcquisitionWarningTimeout: 600_000,
    },
  });
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        requests.set(commandName, (requests.get(commandName) ?? 0) + 1);
        return next(args);
      },
    { step: "finalizeRequest" },
  );
});
afterAll(async () => {
  client.destroy();
  await local.stop();
});

test("10,000 customers at once get 9,999 codes in DynamoDB, each once, and one is refused", async () => {
  await createStateTable(client, "Coupons");
  const { calls } = await expectFairClaims(openDynamoTable({ client, tableName: "Coupons" }), CUSTOMERS);
  // The journey; the coupon and the pool; the ticket; its code; the transaction: no retries to speak of.
  const all = [...calls.values()].reduce((sum, n) => sum + n, 0);
  expect(all / CUSTOMERS).toBeLessThan(CALLS_PER_CLAIM);
  // A transaction that another was in the way of is sent again.
  expect(requests.get("TransactWriteItemsCommand")).toBeLessThan(CUSTOMERS * 1.1);
}, 600_000);
