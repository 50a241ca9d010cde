import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../lib/store/database.ts";
import { type Change, openSqliteTable, type SqliteTable } from "../../lib/store/sqlite.ts";
import { TransactionRefused } from "../../lib/store/table.ts";

let database = openDatabase(":memory:");
/** What the listener was told, looked at when it was told. */
let changes: Pick<Change, "before" | "after">[] = [];
let onChange: (change: Change) => void = () => {};
let table: SqliteTable;

beforeEach(() => {
  database = openDatabase(":memory:");
  changes = [];
  onChange = ({ before, after }) => changes.push({ before, after });
  table = openSqliteTable(database, { onChange: (change) => onChange(change) });
});
afterEach(() => database.close());

const a = { pk: "p", sk: "a" };
const b = { pk: "p", sk: "b" };
const stop = () => {
  throw new Error("no");
};

describe("onChange", () => {
  test("is told of every kind of change, with what was and what is", async () => {
    await table.write({ put: { ...a, n: 1 } });
    await table.write({ put: { ...a, n: 2 } });
    await table.write({ update: a, add: { n: 1 }, if: { equals: { n: 2 } } });
    await table.write({ delete: a });
    await table.write({ put: { ...a, n: 4 }, if: { absent: true } });
    expect(changes).toEqual([
      { before: undefined, after: { ...a, n: 1 } },
      { before: { ...a, n: 1 }, after: { ...a, n: 2 } },
      { before: { ...a, n: 2 }, after: { ...a, n: 3 } },
      { before: { ...a, n: 3 }, after: undefined },
      { before: undefined, after: { ...a, n: 4 } },
    ]);
  });

  test("is told of each change of a transaction once all of them are made", async () => {
    await table.write({ put: { ...a, n: 1 } });
    const seen: number[] = [];
    onChange = ({ before, after }) => {
      changes.push({ before, after });
      seen.push(Number(database.prepare("SELECT count(*) AS n FROM items").get()?.n));
    };
    changes = [];
    await table.transact([
      { update: a, add: { n: 1 } },
      { put: { ...b, n: 1 } },
      { check: { pk: "p", sk: "c" }, if: { absent: true } },
    ]);
    expect(changes).toEqual([
      { before: { ...a, n: 1 }, after: { ...a, n: 2 } },
      { before: undefined, after: { ...b, n: 1 } },
    ]);
    expect(seen).toEqual([2, 2]);
  });

  test("is not told of what was refused or changed nothing", async () => {
    await table.write({ put: { ...a, n: 1 } });
    changes = [];
    await expect(table.write({ put: a, if: { absent: true } })).rejects.toThrow();
    await expect(table.transact([{ put: b }, { delete: a, if: { lacks: ["n"] } }])).rejects.toThrow(TransactionRefused);
    await table.write({ update: a, set: { n: 1 } });
    await table.write({ put: { ...a, n: 1 } });
    await table.write({ delete: b });
    expect(changes).toEqual([]);
  });

  test("undoes the write when it throws, with what it wrote itself", async () => {
    database.exec("CREATE TABLE told (sk TEXT)");
    await table.write({ put: { ...a, n: 1 } });
    onChange = ({ after }) => {
      database.prepare("INSERT INTO told VALUES (?)").run(after?.sk ?? "");
      if (after?.sk !== "b") stop();
    };
    await expect(table.write({ update: a, add: { n: 1 } })).rejects.toThrow("no");
    await expect(table.transact([{ put: b }, { delete: a }])).rejects.toThrow("no");
    expect(await table.getMany([a, b])).toEqual([{ ...a, n: 1 }, undefined]);
    expect(database.prepare("SELECT count(*) AS n FROM told").get()).toEqual({ n: 0 });
    expect(database.isTransaction).toBe(false);
  });

  test("may write to the table itself", async () => {
    onChange = ({ after }) => {
      if (after?.sk === "a") void table.write({ update: b, add: { n: 1 } });
    };
    await table.write({ put: a });
    expect(await table.get(b)).toEqual({ ...b, n: 1 });
  });

  test("gets copies that nobody else holds", async () => {
    const list = [1];
    await table.write({ put: { ...a, list } });
    const written = await table.write({ update: a, set: { n: 1 } });
    expect((written?.list as number[] | undefined)?.push(2)).toBe(2);
    list.push(3);
    expect(changes.at(-1)).toEqual({ before: { ...a, list: [1] }, after: { ...a, list: [1], n: 1 } });
  });
});

describe("within a transaction of the caller", () => {
  test("writes are kept or lost with it", async () => {
    database.exec("BEGIN");
    await table.write({ put: a });
    await table.transact([{ put: b }]);
    database.exec("ROLLBACK");
    expect(await table.getMany([a, b])).toEqual([undefined, undefined]);
    database.exec("BEGIN");
    await table.write({ put: a });
    await table.transact([{ put: b }]);
    database.exec("COMMIT");
    expect(await table.getMany([a, b])).toEqual([a, b]);
  });

  test("a refused or failed write leaves the rest of it alone", async () => {
    database.exec("BEGIN");
    await table.write({ put: a });
    await expect(table.transact([{ put: b }, { check: a, if: { absent: true } }])).rejects.toThrow(TransactionRefused);
    onChange = stop;
    await expect(table.write({ put: b })).rejects.toThrow("no");
    expect(database.isTransaction).toBe(true);
    database.exec("COMMIT");
    expect(await table.getMany([a, b])).toEqual([a, undefined]);
  });

  test("the work is done when the call returns", async () => {
    database.exec("BEGIN");
    const answers = [table.write({ put: a }), table.transact([{ put: b }])];
    database.exec("COMMIT");
    expect(changes).toHaveLength(2);
    await Promise.all(answers);
  });
});

describe("sweep", () => {
  test("removes what has expired, and nothing else", async () => {
    const items = [
      { ...a, expires: 99 },
      { ...b, expires: 100 },
      { pk: "p", sk: "c" },
      { pk: "p", sk: "d", expires: 1 },
    ];
    for (const put of items) await table.write({ put });
    await table.write({ update: { pk: "p", sk: "d" }, remove: ["expires"] });
    changes = [];
    expect(table.sweep(100)).toBe(1);
    expect((await table.query("p", { prefix: "" })).items.map((item) => item.sk)).toEqual(["b", "c", "d"]);
    expect(changes).toEqual([{ before: { ...a, expires: 99 }, after: undefined }]);
    expect(table.sweep(100)).toBe(0);
  });

  test("removes any number", async () => {
    for (let n = 0; n < 2_500; n++) await table.write({ put: { pk: "p", sk: `n#${n}`, expires: n } });
    expect(table.sweep(2_400)).toBe(2_400);
    expect((await table.query("p", { prefix: "" })).items).toHaveLength(100);
  });

  test("looks through an index", () => {
    const plan = database.prepare("EXPLAIN QUERY PLAN SELECT item FROM items WHERE expires < ?").get(1);
    expect(plan?.detail).toContain("items_expires");
  });
});

describe("partitions", () => {
  beforeEach(async () => {
    for (const pk of ["c#2", "c#1", "c#\u{1f389}", "c#\uffff", "c#10", "b#1", "c$", "d"]) {
      for (const sk of ["x", "y", "z"]) await table.write({ put: { pk, sk } });
    }
  });

  test("are each there once, in the order of their bytes", () => {
    expect(table.partitions("c#")).toEqual(["c#1", "c#10", "c#2", "c#\uffff", "c#\u{1f389}"]);
    expect(table.partitions("")).toHaveLength(8);
    expect(table.partitions("none")).toEqual([]);
  });

  test("come in pages", () => {
    expect(table.partitions("c#", undefined, 2)).toEqual(["c#1", "c#10"]);
    expect(table.partitions("c#", "c#10", 2)).toEqual(["c#2", "c#\uffff"]);
    expect(table.partitions("c#", "c#\u{1f389}", 2)).toEqual([]);
    expect(() => table.partitions("c#", undefined, 0)).toThrow(TypeError);
  });
});
