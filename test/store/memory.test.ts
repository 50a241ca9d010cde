import { describe, expect, test } from "vitest";
import { createMemoryTable } from "../../lib/store/memory.ts";
import { tableContract } from "./contract.ts";

tableContract("plain memory", async () => ({ table: createMemoryTable(), close: async () => {} }));

describe("a memory table", () => {
  test("tells of each change of a transaction, and of none that was refused", async () => {
    const told: unknown[] = [];
    const table = createMemoryTable({ onChange: ({ key, before, after }) => told.push([key.sk, before?.n, after?.n]) });
    await table.transact([{ put: { pk: "p", sk: "a", n: 1 } }, { put: { pk: "p", sk: "b", n: 2 } }]);
    const refused = table.transact([
      { put: { pk: "p", sk: "a", n: 3 } },
      { delete: { pk: "p", sk: "b" }, if: { absent: true } },
    ]);
    await expect(refused).rejects.toThrow("the conditions of actions 1 do not hold");
    await table.write({ update: { pk: "p", sk: "a" }, add: { n: 4 } });
    expect(told).toEqual([
      ["a", undefined, 1],
      ["b", undefined, 2],
      ["a", 1, 5],
    ]);
  });
});
