import type { DynamoDBRecord } from "aws-lambda";
import { addFigures } from "../../journey/figures.ts";
import type { DeadLetters } from "../dead-letters.ts";
import { isTransient } from "../errors.ts";
import { readChange } from "../incoming/changes.ts";
import { attempt } from "../lambda/attempt.ts";
import type { Tools } from "../lambda/tools.ts";

export type TallyDeps = Parameters<typeof addFigures>[0] & { deadLetters: DeadLetters };

/**
 * Counts a batch of a shard, in its order. Throws when all of it must come again: what was counted is not counted twice.
 * A batch that can never be counted is halved until the change is found that spoils it; that one is set aside.
 */
export async function tallyRecords(
  deps: TallyDeps,
  { shard, records, tools }: { shard: string; records: readonly DynamoDBRecord[]; tools: Tools },
): Promise<void> {
  const add = (some: readonly DynamoDBRecord[]) => addFigures(deps, { shard, changes: some.map(readChange) });
  const [first] = records;
  if (first === undefined) return;
  if (records.length === 1) {
    const { deadLetters } = deps;
    const about = { shard, sequence: first.dynamodb?.SequenceNumber };
    await attempt(() => add(records), { from: "tally", body: first, about, tools, deadLetters });
    return;
  }
  try {
    await add(records);
  } catch (error) {
    if (isTransient(error)) throw error;
    const half = Math.ceil(records.length / 2);
    await tallyRecords(deps, { shard, records: records.slice(0, half), tools });
    await tallyRecords(deps, { shard, records: records.slice(half), tools });
  }
}
