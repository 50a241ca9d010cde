import { describe, expect, it } from "vitest";
import { createCatalog } from "../../lib/aws/catalog.ts";
import { publish } from "../../lib/aws/publish.ts";
import { createMemoryTable } from "../../lib/store/memory.ts";
import type { Table } from "../../lib/store/table.ts";

const arn = (name: string) => `arn:aws:states:eu-central-1:1:stateMachine:${name}`;
const machine = (campaign: string, version: string, name = `${campaign}-${version}`) => ({
  campaign,
  version,
  arn: arn(name),
});

const brings = (table: Table, ...machines: ReturnType<typeof machine>[]) =>
  publish({ table, now: () => 1_000 }, { machines, templates: [] });

describe("the catalog", () => {
  it("knows every version that was ever published, and which are current", async () => {
    const table = createMemoryTable();
    const catalog = createCatalog({ table });
    await brings(table, machine("win-back", "1"), machine("thank-you", "1"));
    await brings(table, machine("win-back", "2"));
    expect(await catalog.arnOf("win-back", "1")).toBe(arn("win-back-1"));
    expect(await catalog.arnOf("win-back", "2")).toBe(arn("win-back-2"));
    expect(await catalog.arnOf("thank-you", "1")).toBe(arn("thank-you-1"));
    expect(await catalog.current()).toEqual({ "win-back": "2" });
  });

  it("keeps the first machine of a version: names are unique within one machine only", async () => {
    const table = createMemoryTable();
    await brings(table, machine("win-back", "1", "first"));
    await brings(table, machine("win-back", "2"));
    await brings(table, machine("win-back", "1", "again"));
    expect(await createCatalog({ table }).arnOf("win-back", "1")).toBe(arn("first"));
    expect(await createCatalog({ table }).current()).toEqual({ "win-back": "1" });
  });

  it("reads a machine once, and asks again for what it does not know", async () => {
    const table = createMemoryTable();
    let reads = 0;
    const counted: Table = {
      ...table,
      get(key) {
        reads++;
        return table.get(key);
      },
    };
    const catalog = createCatalog({ table: counted });
    expect(await catalog.arnOf("win-back", "1")).toBeUndefined();
    await brings(table, machine("win-back", "1"));
    for (let times = 0; times < 3; times++) expect(await catalog.arnOf("win-back", "1")).toBe(arn("win-back-1"));
    expect(reads).toBe(2);
  });

  it("lists all machines, a page at a time", async () => {
    const table = createMemoryTable();
    await brings(table, machine("a", "1"), machine("a", "2"), machine("b", "1"));
    const catalog = createCatalog({ table });
    const first = await catalog.machines({ limit: 2 });
    expect(first.machines).toHaveLength(2);
    const rest = await catalog.machines({ limit: 2, after: first.next ?? "" });
    expect([...first.machines, ...rest.machines]).toEqual(
      [machine("a", "1"), machine("a", "2"), machine("b", "1")].map((one) => ({ ...one, publishedAt: 1_000 })),
    );
    expect(rest.next).toBeUndefined();
  });

  it("has no current versions before anything is published", async () => {
    expect(await createCatalog({ table: createMemoryTable() }).current()).toEqual({});
  });
});
