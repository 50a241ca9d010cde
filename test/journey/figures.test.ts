import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addFigures, type Change, readFigures } from "../../lib/journey/figures.ts";
import { keys } from "../../lib/journey/keys.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import { type Item, TransactionRefused } from "../../lib/store/table.ts";
import { DAY, START } from "../support/events.ts";
import { givenShop } from "../support/shop.ts";

const shop = givenShop({ timeZone: "Asia/Bangkok" });

/** A message that was sent: one count. */
function sent(number: number, { campaign = "welcome", at = START, step = "hello" } = {}): Change {
  const key = keys.send(`c-${number}`, `e-${number}`, step);
  const after = { ...key, campaign, step, state: "sent" } as Item;
  // Longer than a double can tell apart.
  return { sequence: `4900000000000000000${1000 + number}`, at, key, before: undefined, after };
}

async function counted(table: ReturnType<typeof createMemoryTable>, campaign = "welcome"): Promise<number> {
  return (await readFigures(table, campaign)).reduce((sum, { n }) => sum + n, 0);
}

describe("figures", () => {
  it("count each change once, however batches are cut, come again and overlap", async () => {
    const changes = Array.from({ length: 20 }, (_, number) => sent(number));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ from: fc.nat(19), many: fc.integer({ min: 1, max: 20 }) }), { maxLength: 12 }),
        async (replays) => {
          const table = createMemoryTable();
          const deps = { table, shop };
          let told = 0;
          // Lambda never skips: a batch begins at or before what was told, and may end anywhere after.
          for (const { from, many } of [...replays, { from: 0, many: 20 }, { from: 0, many: 20 }]) {
            const start = Math.min(from, told);
            await addFigures(deps, { shard: "s-1", changes: changes.slice(start, start + many) });
            told = Math.max(told, Math.min(20, start + many));
          }
          expect(await counted(table)).toBe(20);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("keep shards apart: a number of one says nothing about another", async () => {
    const table = createMemoryTable();
    await addFigures({ table, shop }, { shard: "s-1", changes: [sent(9)] });
    await addFigures({ table, shop }, { shard: "s-2", changes: [sent(1)] });
    expect(await counted(table)).toBe(2);
  });

  it("are kept by day on the shop's clock, and read for a span of days", async () => {
    const table = createMemoryTable();
    const late = Date.parse("2026-01-01T17:30:00Z");
    await addFigures(
      { table, shop },
      { shard: "s", changes: [sent(1), sent(2, { at: late }), sent(3, { at: late + DAY })] },
    );
    expect(await table.get(keys.tally("s"))).toMatchObject({ at: late + DAY });
    expect(await readFigures(table, "welcome", { from: "2026-01-02", to: "2026-01-02" })).toEqual([
      { campaign: "welcome", step: "hello", what: "sent", n: 1 },
    ]);
    expect(await counted(table)).toBe(3);
  });

  it("of more campaigns and days than one transaction takes are counted all the same", async () => {
    const table = createMemoryTable();
    const changes = Array.from({ length: 250 }, (_, number) => sent(number, { campaign: `c-${number}` }));
    await addFigures({ table, shop }, { shard: "s", changes });
    await addFigures({ table, shop }, { shard: "s", changes });
    for (const number of [0, 89, 90, 180, 249]) expect(await counted(table, `c-${number}`)).toBe(1);
  });

  it("are counted once when the same batch is under way twice", async () => {
    const table = createMemoryTable();
    const changes = Array.from({ length: 5 }, (_, number) => sent(number));
    const batch = { shard: "s", changes };
    await Promise.all([addFigures({ table, shop }, batch), addFigures({ table, shop }, batch)]);
    expect(await counted(table)).toBe(5);
  });

  it("move the shard's place only together with what was counted", async () => {
    const table = createMemoryTable();
    const broken = {
      ...table,
      transact: async () => {
        throw new Error("cut off");
      },
    };
    await expect(addFigures({ table: broken, shop }, { shard: "s", changes: [sent(1)] })).rejects.toThrow("cut off");
    await addFigures({ table, shop }, { shard: "s", changes: [sent(1)] });
    expect(await counted(table)).toBe(1);
  });

  it("give up with a reason when the place never holds still", async () => {
    const table = createMemoryTable();
    const contended = {
      ...table,
      transact: async () => {
        throw new TransactionRefused([1]);
      },
    };
    await expect(addFigures({ table: contended, shop }, { shard: "s", changes: [sent(1)] })).rejects.toThrow(
      "the place of s moved 10 times in a row",
    );
  });

  it("keep money as it is counted, without binary leftovers", async () => {
    const table = createMemoryTable();
    const key = keys.enrollment("ann", "welcome");
    const item = { ...key, id: "e", campaign: "welcome", version: "1", status: "running", begun: true } as Item;
    const met = (total: number) => ({ ...item, goalMetAt: START, goalValue: { total, currency: "USD" } }) as Item;
    const changes = [19.99, 5.1, 0.2, 0.1].map((total, n) => ({ ...sent(n), key, before: item, after: met(total) }));
    await addFigures({ table, shop }, { shard: "s", changes });
    expect(await readFigures(table, "welcome")).toContainEqual({ campaign: "welcome", what: "revenue USD", n: 25.39 });
  });

  it("tell outcomes that have a bar in them", async () => {
    const table = createMemoryTable();
    const key = keys.enrollment("ann", "welcome");
    const item = (status: string) =>
      ({
        ...key,
        id: "e",
        campaign: "welcome",
        version: "1",
        status,
        step: "hello",
        begun: true,
        outcome: "a|b",
      }) as Item;
    const change = { ...sent(1), key, before: item("running"), after: item("ended") };
    await addFigures({ table, shop }, { shard: "s", changes: [change] });
    expect(await readFigures(table, "welcome")).toContainEqual({
      campaign: "welcome",
      step: "hello",
      what: "left: a|b",
      n: 1,
    });
  });

  it("of answers and coupons are exact, also when the batch comes again", async () => {
    const table = createMemoryTable();
    const asked = keys.send("ann", "e", "how-likely");
    const entry = { ...asked, campaign: "welcome", step: "how-likely", state: "sent", survey: "csat" } as Item;
    const gave = keys.given("ann", "e", "thanks");
    const coupon = { ...gave, campaign: "welcome", step: "thanks", code: "THANKS-K7TQ9M2P", at: START } as Item;
    const changes: Change[] = [
      { ...sent(1), key: asked, before: entry, after: { ...entry, answered: START, score: 4, satisfied: START } },
      { ...sent(2), key: gave, before: undefined, after: coupon },
      { ...sent(3), key: gave, before: coupon, after: { ...coupon, redeemedAt: START, total: 7.1, currency: "USD" } },
    ];
    await addFigures({ table, shop }, { shard: "s", changes: changes.slice(0, 2) });
    await addFigures({ table, shop }, { shard: "s", changes });
    await addFigures({ table, shop }, { shard: "s", changes });
    const figures = await readFigures(table, "welcome");
    expect(Object.fromEntries(figures.map(({ step, what, n }) => [`${step} ${what}`, n]))).toEqual({
      ...{ "how-likely answered": 1, "how-likely satisfied": 1, "how-likely score": 4 },
      ...{ "thanks coupon given": 1, "thanks coupon redeemed": 1, "thanks revenue by coupon USD": 7.1 },
    });
  });
});
