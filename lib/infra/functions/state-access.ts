import type { Action } from "./access.ts";
import type { FunctionName } from "./settings.ts";

/** Items of the State table that a function touches: patterns of partition keys, and what it does there. */
export interface StateAccess {
  actions: Action[];
  partitions: string[];
}

const CUSTOMERS = "customer#*";
const CODES = "code#*";
/** Executions are started and stopped by the ARN of their machine, which is in the catalog. */
const CATALOG: StateAccess = { actions: ["GetItem"], partitions: ["catalog"] };

/**
 * What each function does with the State table, and nothing else: the code behind each line is in lib/journey. Partitions that
 * one request touches together stand together: the condition holds for all keys of a request or for none. Those of a transaction
 * do so under each of its actions, for AWS does not say whose keys the condition of each is shown:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export const STATE_ACCESS: Readonly<Record<FunctionName, StateAccess[]>> = {
  enroll: [
    {
      actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"],
      partitions: [CUSTOMERS],
    },
    // Whose code a purchase was made with; a coupon that is taken back is taken back for whoever types it.
    { actions: ["GetItem", "BatchGetItem", "UpdateItem"], partitions: [CODES] },
    CATALOG,
  ],
  send: [
    { actions: ["GetItem", "Query", "ConditionCheckItem"], partitions: [CUSTOMERS] },
    // The customer's own code for friends is made with their profile when the first message speaks of it.
    { actions: ["PutItem", "UpdateItem"], partitions: [CUSTOMERS, CODES] },
    { actions: ["BatchGetItem"], partitions: [CUSTOMERS, "pause"] },
    { actions: ["GetItem"], partitions: ["address#*", "catalog", "template#*"] },
    { actions: ["UpdateItem"], partitions: ["warm-up"] },
  ],
  decide: [
    { actions: ["Query"], partitions: [CUSTOMERS] },
    // Giving a coupon is one transaction over the customer's records and the code's.
    { actions: ["BatchGetItem"], partitions: [CUSTOMERS, CODES, "pool#*"] },
    { actions: ["PutItem"], partitions: [CUSTOMERS, CODES] },
    { actions: ["UpdateItem"], partitions: [CUSTOMERS, CODES, "pool#*", "budget#*"] },
    CATALOG,
  ],
  act: [
    {
      actions: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"],
      partitions: [CUSTOMERS],
    },
    CATALOG,
  ],
  await: [
    { actions: ["GetItem", "BatchGetItem", "UpdateItem"], partitions: [CUSTOMERS] },
    { actions: ["PutItem", "DeleteItem"], partitions: ["held#*"] },
    { actions: ["GetItem"], partitions: ["catalog", "pause"] },
  ],
  engage: [
    { actions: ["GetItem", "Query", "PutItem", "UpdateItem"], partitions: [CUSTOMERS] },
    { actions: ["GetItem", "UpdateItem"], partitions: ["address#*"] },
    // Too many complaints about what was sent pause all marketing.
    { actions: ["GetItem", "PutItem"], partitions: ["guard"] },
    { actions: ["BatchGetItem"], partitions: ["figures#"] },
    { actions: ["UpdateItem"], partitions: ["pause"] },
    CATALOG,
  ],
  begin: [{ actions: ["GetItem", "PutItem"], partitions: [CUSTOMERS] }, CATALOG],
  finish: [{ actions: ["GetItem", "PutItem"], partitions: [CUSTOMERS] }],
  tally: [
    { actions: ["UpdateItem"], partitions: ["figures#*", "tally"] },
    { actions: ["GetItem"], partitions: ["tally"] },
  ],
  ingest: [{ actions: ["GetItem", "PutItem"], partitions: ["door#*"] }],
  respond: [
    { actions: ["GetItem", "Query", "PutItem", "UpdateItem"], partitions: [CUSTOMERS] },
    { actions: ["GetItem", "UpdateItem"], partitions: ["address#*"] },
    CATALOG,
  ],
  publish: [
    { actions: ["PutItem"], partitions: ["catalog"] },
    { actions: ["GetItem", "PutItem"], partitions: ["template#*"] },
  ],
};
