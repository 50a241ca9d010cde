import { dollars, number } from "../numbers.ts";
import type { Report } from "../report.ts";
import { heading, table } from "./lines.ts";

export function printCost({ cost, messages, customers }: Report): string[] {
  // A small run would be a column of zeros.
  const decimals = cost.dollars < 1 ? 4 : 2;
  const each = customers === 0 ? "" : `${dollars(cost.dollars / customers)} a customer`;
  const states =
    messages.sent === 0 ? "" : `; ${(cost.transitions / messages.sent).toFixed(1)} state transitions a message`;
  return [
    heading("cost on AWS"),
    ...table([
      ...cost.lines.map(({ what, count, dollars: n }) => [what, number(count), `$${n.toFixed(decimals)}`]),
      ["total", "", `$${cost.dollars.toFixed(decimals)}`],
    ]),
    `  ${each}${states}`,
    `  List prices of us-east-1 on ${cost.pricesAsOf}, no free tier; storage, logs and alarms are not counted.`,
    "",
  ];
}
