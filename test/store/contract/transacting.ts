import { expect, test } from "vitest";
import { type Check, ConditionFailed, type Table, TransactionRefused, type Write } from "../../../lib/store/table.ts";
import { freshKey, freshPartition } from "./fresh.ts";

export function transacting(table: () => Table): void {
  /** The indexes that a transaction was refused for; undefined when it went through. */
  async function refusedOf(actions: (Write | Check)[]): Promise<readonly number[] | undefined> {
    try {
      await table().transact(actions);
      return undefined;
    } catch (error) {
      if (error instanceof TransactionRefused) return error.refused;
      throw error;
    }
  }

  test("does every kind of action, across partitions", async () => {
    const [put, update, del, check] = [freshKey(), freshKey(), freshKey(), freshKey()];
    for (const key of [update, del, check]) await table().write({ put: { ...key, n: 1 } });
    await table().transact([
      { put: { ...put, n: 1 }, if: { absent: true } },
      { update, add: { n: 1 }, setOnce: { first: true }, if: { equals: { n: 1 } } },
      { delete: del, if: { lacks: ["kept"] } },
      { check, if: { equals: { n: 1 } } },
    ]);
    expect(await table().getMany([put, update, del, check])).toEqual([
      { ...put, n: 1 },
      { ...update, n: 2, first: true },
      undefined,
      { ...check, n: 1 },
    ]);
  });

  test("does nothing when one condition fails, and says which", async () => {
    const keys = [freshKey(), freshKey(), freshKey(), freshKey()] as const;
    await table().write({ put: { ...keys[1], taken: true } });
    await table().write({ put: { ...keys[3], kept: true } });
    const before = await table().getMany(keys);
    const refused = await refusedOf([
      { put: keys[0], if: { absent: true } },
      { put: { ...keys[1], taken: "again" }, if: { absent: true } },
      { update: keys[2], set: { a: 1 } },
      { delete: keys[3] },
    ]);
    expect(refused).toEqual([1]);
    expect(await table().getMany(keys)).toEqual(before);
  });

  test("names every action whose condition failed, in order", async () => {
    const [a, b, c, d, e, f] = [freshKey(), freshKey(), freshKey(), freshKey(), freshKey(), freshKey()];
    const [g, h] = [freshKey(), freshKey()];
    await table().write({ put: { ...a, n: 1 } });
    await table().write({ put: { ...g, n: 5 } });
    const refused = await refusedOf([
      { update: a, add: { n: 1 }, if: { equals: { n: 2 } } },
      { put: b, if: { absent: true } },
      { check: c, if: { equals: {} } },
      { check: d, if: { absent: true } },
      { delete: e, if: { equals: { n: 1 } } },
      { put: f, if: { lacks: ["x"] } },
      { update: g, add: { n: 1 }, if: { below: { n: 5 } } },
      { update: h, add: { n: 1 }, if: { below: { n: 5 } } },
    ]);
    expect(refused).toEqual([0, 2, 4, 6]);
    expect(await table().getMany([a, b, c, d, e, f])).toEqual([{ ...a, n: 1 }, ...Array(5).fill(undefined)]);
    expect(await table().getMany([g, h])).toEqual([{ ...g, n: 5 }, undefined]);
  });

  test("a check guards a write and changes nothing itself", async () => {
    const [guard, key] = [freshKey(), freshKey()];
    const action: (Write | Check)[] = [
      { check: guard, if: { equals: { open: true } } },
      { update: key, add: { n: 1 } },
    ];
    expect(await refusedOf(action)).toEqual([0]);
    await table().write({ put: { ...guard, open: true } });
    expect(await refusedOf(action)).toBeUndefined();
    expect(await table().getMany([guard, key])).toEqual([
      { ...guard, open: true },
      { ...key, n: 1 },
    ]);
  });

  test("a transaction of one action is refused as a transaction", async () => {
    const key = freshKey();
    await table().write({ put: key });
    const error = await table()
      .transact([{ put: key, if: { absent: true } }])
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TransactionRefused);
    expect(error).not.toBeInstanceOf(ConditionFailed);
    expect(error).toHaveProperty("refused", [0]);
  });

  test("does 100 actions, and refuses 101 and none", async () => {
    const pk = freshPartition();
    const actions = Array.from({ length: 101 }, (_, n): Write => ({ put: { pk, sk: `n#${n}`, n } }));
    await expect(table().transact(actions)).rejects.toThrow(TypeError);
    await expect(table().transact([])).rejects.toThrow(TypeError);
    expect((await table().query(pk, { prefix: "" })).items).toEqual([]);
    await table().transact(actions.slice(0, 100));
    const keys = Array.from({ length: 100 }, (_, n) => ({ pk, sk: `n#${n}` }));
    expect(await table().getMany(keys)).toEqual(keys.map((key, n) => ({ ...key, n })));
  });

  test("does nothing when two actions are on one key, or one has a fault", async () => {
    const [key, other] = [freshKey(), freshKey()];
    await table().write({ put: { ...other, text: "x" } });
    await expect(table().transact([{ put: key }, { check: { ...key }, if: { absent: true } }])).rejects.toThrow(
      TypeError,
    );
    await expect(table().transact([{ put: key }, { put: { pk: "a", sk: "" } }])).rejects.toThrow(TypeError);
    await expect(table().transact([{ put: key }, { put: { ...other, n: Number.NaN } }])).rejects.toThrow(TypeError);
    await expect(table().transact([{ put: key }, { update: other, add: { text: 1 } }])).rejects.toThrow();
    expect(await table().get(key)).toBeUndefined();
  });
}
