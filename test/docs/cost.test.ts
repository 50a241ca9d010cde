import { describe, expect, it } from "vitest";
import { PRICES } from "../../lib/simulate/prices.ts";
import { page, tableRows } from "./pages.ts";

const doc = page("docs/cost.md");
const MILLION = 1_000_000;
const tableUnder = (heading: string): string[][] =>
  tableRows(doc.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "");
const dollarsIn = (cell: string): number => Number(/\$([\d.]+)/.exec(cell)?.[1] ?? 0);
/** What is rounded to cents, a few times over. */
const CENTS = 0.03;

describe("docs/cost.md", () => {
  it("reckons what advocacy costs by its own counts and the prices that simulations have", () => {
    const rows = tableUnder("What advocacy costs");
    expect(rows.length).toBeGreaterThan(10);
    for (const [what, states = "", calls = "", units = "", besides = "", together = ""] of rows) {
      const [, reads = 0, writes = 0] = /^(\d+), (\d+):/.exec(units) ?? [];
      const table = (Number(reads) * PRICES.read + Number(writes) * PRICES.write) * MILLION;
      expect(Math.abs(dollarsIn(units) - table), `${what}: reads and writes`).toBeLessThan(0.01);
      if (!together.startsWith("**")) continue;
      const others = [...besides.matchAll(/\$([\d.]+)/g)].reduce((sum, [, dollars]) => sum + Number(dollars), 0);
      const sum = dollarsIn(states) + dollarsIn(calls) + dollarsIn(units) + others;
      expect(Math.abs(dollarsIn(together) - sum), `${what}: together`).toBeLessThan(CENTS);
    }
  });

  it("reckons what a win-back costs by what is counted", () => {
    const prices: Record<string, number> = {
      "state transitions": PRICES.transition,
      schedules: PRICES.schedule,
      "requests to queues": PRICES.queueRequest,
      "write units": PRICES.write,
      "read units": PRICES.read,
      "calls of functions": PRICES.invocation,
    };
    const rows = tableUnder("What a win-back costs");
    const priced = rows.filter(([what = ""]) => what in prices);
    expect(priced).toHaveLength(Object.keys(prices).length);
    for (const [what = "", ...cells] of priced) {
      for (const cell of cells) {
        const dollars = Number.parseInt(cell, 10) * (prices[what] ?? 0) * MILLION;
        expect(Math.abs(dollarsIn(cell) - dollars), what).toBeLessThan(0.01);
      }
    }
    const sums = rows.at(-1) ?? [];
    for (const column of [1, 2, 3, 4]) {
      const sum = rows.slice(0, -1).reduce((total, row) => total + dollarsIn(row[column] ?? ""), 0);
      expect(Math.abs(dollarsIn(sums[column] ?? "") - sum), `column ${column}`).toBeLessThan(CENTS);
    }
    const [, clicks = "", silent = ""] = sums;
    const [, perMessage = ""] = /a million messages cost \$([\d.]+), besides SES/.exec(doc) ?? [];
    expect(Number(perMessage)).toBeCloseTo(
      (0.05 * dollarsIn(clicks) + 0.95 * dollarsIn(silent)) / (0.05 + 0.95 * 3),
      1,
    );
  });
});
