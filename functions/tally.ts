import type { DynamoDBRecord } from "aws-lambda";
import { type TallyDeps, tallyRecords } from "../lib/aws/courses/tally.ts";
import { openDeadLetters } from "../lib/aws/dead-letters.ts";
import { lambdaHandler, type Open } from "../lib/aws/lambda/handler.ts";
import { openStateTable } from "../lib/aws/open/core.ts";
import { project } from "../lib/aws/project.ts";

/** A window only so that Lambda names the shard; nothing is kept from one batch to the next. */
const GOES_ON = { state: {}, batchItemFailures: [] };

/** Counts what the State table's stream tells into the figures. */
export const createHandler = (open: Open<TallyDeps>) =>
  lambdaHandler(
    async ({ shardId = "one shard", Records = [] }: { shardId?: string; Records?: DynamoDBRecord[] }, tools) => {
      await tallyRecords(await open(tools), { shard: shardId, records: Records, tools });
      return GOES_ON;
    },
  );

export const handler = createHandler(() => {
  const { shop } = project<"shop">();
  return { table: openStateTable(), shop, deadLetters: openDeadLetters() };
});
