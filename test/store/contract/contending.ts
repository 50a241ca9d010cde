import { expect, test } from "vitest";
import { ConditionFailed, type Table, TransactionRefused } from "../../../lib/store/table.ts";
import { freshKey } from "./fresh.ts";

const times = <Result>(count: number, work: (n: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

export function contending(table: () => Table): void {
  test("of 50 writers who each want to be first, exactly one is", async () => {
    const key = freshKey();
    const results = await times(50, async (n) => {
      try {
        return await table().write({ put: { ...key, winner: n }, if: { absent: true } });
      } catch (error) {
        expect(error).toBeInstanceOf(ConditionFailed);
        return undefined;
      }
    });
    const winners = results.filter((result) => result !== undefined);
    expect(winners).toHaveLength(1);
    expect(await table().get(key)).toEqual(winners[0]);
  });

  test("of 50 claims of one item, exactly one holds", async () => {
    const key = freshKey();
    await table().write({ put: { ...key, state: "open" } });
    const claim = (n: number) =>
      table().write({
        update: key,
        set: { state: "claimed", by: n },
        if: { equals: { state: "open" }, lacks: ["by"] },
      });
    const results = await times(50, (n) =>
      claim(n).then(
        () => n,
        () => undefined,
      ),
    );
    const winners = results.filter((result) => result !== undefined);
    expect(winners).toHaveLength(1);
    expect(await table().get(key)).toEqual({ ...key, state: "claimed", by: winners[0] });
  });

  test("200 additions at once sum exactly, and each sees a sum of its own", async () => {
    const key = freshKey();
    const sums = await times(
      200,
      async (n) => (await table().write({ update: key, add: { count: 1, sum: n } }))?.count,
    );
    expect(await table().get(key)).toEqual({ ...key, count: 200, sum: 19_900 });
    expect(new Set(sums).size).toBe(200);
  });

  test("of 50 who count at once under a ceiling of 20, exactly 20 do", async () => {
    const key = freshKey();
    const results = await times(50, async () => {
      try {
        return (await table().write({ update: key, add: { n: 1 }, if: { below: { n: 20 } } }))?.n;
      } catch (error) {
        expect(error).toBeInstanceOf(ConditionFailed);
        expect(error).toHaveProperty("existing", { ...key, n: 20 });
        return undefined;
      }
    });
    const counted = results.filter((n) => n !== undefined);
    expect(counted.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await table().get(key)).toEqual({ ...key, n: 20 });
  });

  test("writers who retry on a changed version lose nothing", async () => {
    const key = freshKey();
    await table().write({ put: { ...key, version: 0, list: [] } });
    await times(12, async (writer) => {
      for (let turn = 0; turn < 5; ) {
        const item = await table().get(key);
        const [version, list] = [Number(item?.version), Array.isArray(item?.list) ? item.list : []];
        const next = { version: version + 1, list: [...list, `${writer}.${turn}`] };
        try {
          await table().write({ update: key, set: next, if: { equals: { version } } });
          turn++;
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
        }
      }
    });
    const item = await table().get(key);
    expect(item).toHaveProperty("version", 60);
    expect(new Set(item?.list as string[]).size).toBe(60);
  });

  test("transactions that move amounts between the same items keep the total", async () => {
    const accounts = [freshKey(), freshKey(), freshKey()] as const;
    for (const account of accounts) await table().write({ put: { ...account, money: 100 } });
    await times(30, async (n) => {
      const [from, to] = [accounts[n % 3] ?? accounts[0], accounts[(n + 1) % 3] ?? accounts[1]];
      await untilNobodyIsInTheWay(() =>
        table().transact([
          { update: from, add: { money: -(n + 1), moves: 1 } },
          { update: to, add: { money: n + 1 } },
        ]),
      );
    });
    const items = await table().getMany(accounts);
    expect(items.map((item) => item?.money)).toEqual([120, 90, 90]);
    expect(items.map((item) => item?.moves)).toEqual([10, 10, 10]);
  });

  test("of 20 transactions behind one marker, exactly one counts", async () => {
    const [marker, counter] = [freshKey(), freshKey()];
    const outcomes = await times(20, (n) =>
      untilNobodyIsInTheWay(() =>
        table().transact([
          { put: { ...marker, by: n }, if: { absent: true } },
          { update: counter, add: { n: 1 } },
        ]),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(await table().get(counter)).toEqual({ ...counter, n: 1 });
  });
}

/** Tries again while the refusal names no condition. */
async function untilNobodyIsInTheWay(transact: () => Promise<void>): Promise<"done" | "refused"> {
  for (;;) {
    try {
      await transact();
      return "done";
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
      if (error.refused.length > 0) return "refused";
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    }
  }
}
