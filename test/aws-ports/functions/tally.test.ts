import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHandler } from "../../../functions/tally.ts";
import { enroll } from "../../../lib/journey/enroll.ts";
import { readFigures } from "../../../lib/journey/figures.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import { TransactionRefused } from "../../../lib/store/table.ts";
import { TWO_MAILS } from "../../support/campaigns.ts";
import { type Change, givenDoubles } from "../../support/doubles.ts";
import { purchase, START } from "../../support/events.ts";
import { givenCampaign, givenShop } from "../../support/shop.ts";
import { catchOutput, context, givenLetters, type Output } from "../support/invocation.ts";
import { changed } from "../support/records.ts";

let output: Output;
beforeEach(() => {
  output = catchOutput();
});
afterEach(() => void vi.restoreAllMocks());

const ANSWER = { state: {}, batchItemFailures: [] };

/** The stream of a table in which these customers were enrolled, and the figures that are made of it. */
async function given(...customers: string[]) {
  const changes: Change[] = [];
  const { deps } = givenDoubles({ campaigns: [givenCampaign(TWO_MAILS)], onChange: (change) => changes.push(change) });
  for (const customer of customers) await enroll(deps, purchase(customer));
  const table = createMemoryTable();
  const { deadLetters, letters } = givenLetters();
  const handler = createHandler(() => ({ table, shop: givenShop(), deadLetters }));
  return {
    table,
    letters,
    handler,
    records: changes.map((change, index) => changed(change, index + 1, START)),
    async figures() {
      const counts = await readFigures(table, "welcome");
      return Object.fromEntries(counts.map(({ what, n }) => [what, n]));
    },
  };
}

describe("tally", () => {
  it("adds what the stream tells to the figures, and answers as a window wants it", async () => {
    const { handler, records, figures } = await given("ann", "bob");
    expect(await handler({ shardId: "shard-1", Records: records }, context())).toEqual(ANSWER);
    expect(await figures()).toMatchObject({ enrolled: 2, begun: 2 });
  });

  it("adds nothing twice when a batch comes again, whole or halved", async () => {
    const { handler, records, figures } = await given("ann", "bob");
    await handler({ shardId: "shard-1", Records: records }, context());
    await handler({ shardId: "shard-1", Records: records }, context());
    await handler({ shardId: "shard-1", Records: records.slice(2) }, context());
    expect(await figures()).toMatchObject({ enrolled: 2 });
  });

  it("keeps shards apart, and takes those without a name for one", async () => {
    const { handler, records, figures } = await given("ann", "bob");
    await handler({ shardId: "shard-1", Records: records }, context());
    await handler({ Records: records }, context());
    await handler({ Records: records }, context());
    expect(await figures()).toMatchObject({ enrolled: 4 });
  });

  it("goes on when its window is over", async () => {
    const { handler } = await given();
    expect(await handler({ shardId: "shard-1", Records: [] }, context())).toEqual(ANSWER);
    expect(await handler({ shardId: "shard-1" }, context())).toEqual(ANSWER);
  });

  it("finds the one change that cannot be counted, sets it aside, and counts all others", async () => {
    const { handler, records, letters, figures } = await given("ann", "bob", "cid", "dan", "eve");
    const foreign = changed({ after: { pk: "customer#x", sk: "@in#welcome" } }, records.length + 1, START);
    Object.assign(foreign.dynamodb?.NewImage ?? {}, { tags: { SS: ["a"] } });
    const rest = records.splice(4);
    const later = rest.map((record, index) => {
      const SequenceNumber = String(100 + index);
      return { ...record, dynamodb: { ...record.dynamodb, SequenceNumber } };
    });
    expect(await handler({ shardId: "s", Records: [...records, foreign, ...later] }, context())).toEqual(ANSWER);
    expect(await figures()).toMatchObject({ enrolled: 5 });
    expect(letters).toMatchObject([{ from: "tally", body: foreign, why: { name: "Refused" } }]);
    expect(output.metrics()).toEqual({ SetAside: 1 });
  });

  it("fails when AWS is in trouble: the batch comes again, and nothing is set aside", async () => {
    const { handler, records, letters, table, figures } = await given("ann", "bob");
    const transact = vi.spyOn(table, "transact").mockRejectedValue(new TransactionRefused([]));
    await expect(handler({ shardId: "s", Records: records }, context())).rejects.toThrow(/10 times in a row/);
    transact.mockRestore();
    expect(letters).toEqual([]);
    await handler({ shardId: "s", Records: records }, context());
    expect(await figures()).toMatchObject({ enrolled: 2 });
  });
});
