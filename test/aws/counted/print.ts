import { dollarsOf, type Usage } from "./usage.ts";

/** What was counted of each customer, and what a million of them cost, as a table. */
export function printed(usages: Readonly<Record<string, Usage>>): string {
  const columns = Object.entries(usages).map(([who, usage]) => {
    const counts: Record<string, unknown> = { ...usage, calls: total(usage.invocations), figures: usage.changes };
    const dollars = dollarsOf(usage);
    const cells = Object.entries(dollars).map(([name, n]) => `${counts[name] ?? ""} $${million(n)}`);
    return { names: Object.keys(dollars), lines: [who, ...cells, `$${million(total(dollars))}`] };
  });
  const names = ["for a million", ...(columns[0]?.names ?? []), "sum"];
  return names
    .map((name, index) => [name, ...columns.map(({ lines }) => lines[index] ?? "")])
    .map((line) => line.map((cell) => cell.padStart(16)).join(""))
    .join("\n");
}

export function total(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((sum, n) => sum + n, 0);
}

function million(dollars: number): string {
  return (dollars * 1_000_000).toFixed(2);
}
