import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { keys } from "../../../lib/journey/keys.ts";
import type { Entry } from "../../../lib/operate/suppression/entry.ts";
import { importEntries } from "../../../lib/operate/suppression/import-list.ts";
import { Interrupted } from "../../../lib/operate/trouble.ts";
import { createMemoryTable } from "../../../lib/store/memory.ts";
import { openSqliteTable } from "../../../lib/store/sqlite.ts";
import type { Table } from "../../../lib/store/table.ts";
import { addressesDouble } from "../../support/doubles.ts";
import { AT_ONCE } from "../given-time.ts";
import { keptOf } from "./given-state.ts";

const AT = 1_700_000_000_000;
const WRITTEN = { isDry: false };

const entry = (who: string, changes: Partial<Entry> = {}): Entry => ({
  kind: "suppressed",
  hash: addressesDouble.hash(`${who}@mail.example`),
  reason: "bounced",
  at: AT,
  isDated: true,
  ...changes,
});

const ENGINES: [string, () => Table][] = [
  ["memory", () => createMemoryTable()],
  ["SQLite", () => openSqliteTable(new DatabaseSync(":memory:"))],
];

describe.each(ENGINES)("a list that is imported, on %s", (_name, open) => {
  it("keeps the first reason of a suppression, and says what was known", async () => {
    const table = open();
    const first = await importEntries({ table, pace: AT_ONCE }, [entry("ann", { source: "old shop" })], WRITTEN);
    expect(first).toMatchObject({ suppressed: { taken: 1, known: 0 }, reads: 1, writes: 1, isInterrupted: false });
    const again = [entry("ann", { reason: "complained", at: AT - 1 }), entry("bob")];
    const second = await importEntries({ table, pace: AT_ONCE }, again, WRITTEN);
    expect(second).toMatchObject({ suppressed: { taken: 1, known: 1 }, reads: 2, writes: 1 });
    expect(await keptOf(table, "ann@mail.example")).toEqual({
      suppressed: { reason: "bounced", at: AT, source: "old shop" },
    });
    expect(await keptOf(table, "bob@mail.example")).toEqual({ suppressed: { reason: "bounced", at: AT } });
  });

  it("keeps the last no, and never has one without a date take the place of another", async () => {
    const table = open();
    const no = (at: number, isDated = true): Entry =>
      entry("ann", { kind: "no", at, isDated, source: "Mailchimp", reason: "said no" });
    const run = async (one: Entry) => (await importEntries({ table, pace: AT_ONCE }, [one], WRITTEN)).noes;
    expect(await run(no(AT))).toEqual({ taken: 1, known: 0 });
    expect(await run(no(AT - 1))).toEqual({ taken: 0, known: 1 });
    expect(await run(no(AT + 9_000, false))).toEqual({ taken: 0, known: 1 });
    expect(await run(no(AT + 5))).toEqual({ taken: 1, known: 0 });
    expect(await keptOf(table, "ann@mail.example")).toEqual({ no: { at: AT + 5, source: "Mailchimp" } });
  });

  it("leaves a no and soft bounces beside a suppression as they are", async () => {
    const table = open();
    await table.write({
      update: keys.address(entry("ann").hash),
      set: { soft: [1, 2], no: { at: 3, source: "page" } },
    });
    await importEntries({ table, pace: AT_ONCE }, [entry("ann"), entry("ann", { kind: "no", at: 2 })], WRITTEN);
    expect(await keptOf(table, "ann@mail.example")).toEqual({
      soft: [1, 2],
      no: { at: 3, source: "page" },
      suppressed: { reason: "bounced", at: AT },
    });
  });

  it("is only counted in a dry run", async () => {
    const table = open();
    const taken = await importEntries({ table, pace: AT_ONCE }, [entry("ann")], { isDry: true });
    expect(taken).toMatchObject({ suppressed: { taken: 1, known: 0 }, writes: 1 });
    expect(await keptOf(table, "ann@mail.example")).toBeUndefined();
  });

  it("comes to the same when it is cut off and run again", async () => {
    const table = open();
    const list = Array.from({ length: 250 }, (_, n) => entry(`c${n}`, { at: AT + n }));
    let left = 90;
    const pace = async (n = 1): Promise<void> => {
      left -= n;
      if (left < 0) throw new Interrupted("stopped");
    };
    const cut = await importEntries({ table, pace }, list, WRITTEN);
    expect(cut).toMatchObject({ isInterrupted: true, suppressed: { taken: 90, known: 0 } });
    const rest = await importEntries({ table, pace: AT_ONCE }, list, WRITTEN);
    expect(rest).toMatchObject({ isInterrupted: false, suppressed: { taken: 160, known: 90 } });
    for (const n of [0, 89, 90, 249]) {
      expect(await keptOf(table, `c${n}@mail.example`)).toEqual({ suppressed: { reason: "bounced", at: AT + n } });
    }
  });
});

it("writes no faster than its pace", async () => {
  const paced: number[] = [];
  const pace = async (n = 1): Promise<void> => void paced.push(n);
  const list = Array.from({ length: 25 }, (_, n) => entry(`c${n}`));
  await importEntries({ table: createMemoryTable(), pace }, list, WRITTEN);
  expect(paced).toEqual([0, 10, 10, 5]);
});
