import { dollars, number } from "../numbers.ts";
import type { Report } from "../report.ts";
import { heading, table } from "./lines.ts";

export function printCost({ cost, messages, customers }: Report): string[] {
  const each = customers === 0 ? "" : `${dollars(cost.dollars / customers)} a customer`;
  const states =
    messages.sent === 0 ? "" : `; ${(cost.transitions / messages.sent).toFixed(1)} state transitions a message`;
  return [
    heading("cost on AWS"),
    ...table([
      ...cost.lines.map(({ what, count, dollars: n }) => [what, number(count), dollars(n)]),
      ["total", "", dollars(cost.dollars)],
    ]),
    `  ${each}${states}`,
    `  List prices of us-east-1 on ${cost.pricesAsOf}, without free tier; storage, logs and alarms are not counted.`,
    "",
  ];
}
