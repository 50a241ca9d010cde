import { count, dollars, money, number, percent } from "../numbers.ts";
import { together } from "../report/counts.ts";
import type { Report } from "../report.ts";
import { heading, row, table, wrapped } from "./lines.ts";

/** What is read within seconds: the figures, what stands out, and a line for each campaign. */
export function printSummary(report: Report): string[] {
  const { customers, messages, cost, events, from, to, findings } = report;
  const reached = customers - (messages.perCustomer["0"] ?? 0);
  const perMessage = messages.sent === 0 ? "" : `${dollars(cost.dollars / messages.sent)} a message`;
  return [
    heading(`${from.slice(0, 10)} to ${to.slice(0, 10)}, as it would have been`),
    row("customers", customers, `with ${count(events, "event")}`),
    row("  who got a message", reached, share(reached, customers)),
    row("messages", messages.sent, reached === 0 ? "" : `${(messages.sent / reached).toFixed(1)} each of those`),
    ...goals(report),
    row("cost on AWS", dollars(cost.dollars), perMessage),
    "",
    ...findings.flatMap((finding) => wrapped(finding, "  • ")),
    ...(findings.length === 0 ? [] : [""]),
    ...overview(report),
    "",
    "  Real: who bought when. Purchases of the file stop journeys and reach goals as they would have.",
    "  Supposed: what messages bring. Who opens, clicks, buys because of a message or unsubscribes is",
    "  drawn from rates, of each template.json or of --rate. Nothing is known after the last event.",
    "",
  ];
}

function goals({ campaigns }: Report): string[] {
  const found = campaigns.flatMap(({ goal }) => (goal === undefined ? [] : [goal]));
  if (found.length === 0) return [];
  const converted = found.reduce((sum, goal) => sum + goal.converted, 0);
  const supposed = found.reduce((sum, goal) => sum + goal.supposed, 0);
  const revenue = Object.entries(together(found.map((goal) => goal.revenue)));
  const note = revenue.map(([currency, total]) => money(total, currency)).join(" + ");
  return [
    row("journeys that reached their goal", converted, note && `${note}, all campaigns together`),
    ...(supposed === 0 ? [] : [row("  because of a message", supposed, "supposed by the rates, not known")]),
  ];
}

function overview({ campaigns }: Report): string[] {
  return table(
    [
      ["campaign", "enrolled", "held out", "began", "messages", "reached goal", "share", "revenue"],
      ...campaigns.map(({ id, enrolled, heldOut, begun, messages, goal }) => [
        id.length > 30 ? `${id.slice(0, 29)}…` : id,
        number(enrolled),
        heldOut === 0 ? "–" : number(heldOut),
        number(begun),
        number(messages.reduce((sum, { sent }) => sum + sent, 0)),
        goal === undefined ? "–" : number(goal.converted),
        goal === undefined || begun === 0 ? "–" : percent(goal.share),
        Object.entries(goal?.revenue ?? {})
          .map(([currency, total]) => money(total, currency))
          .join(" + ") || "–",
      ]),
    ],
    [],
  );
}

function share(part: number, all: number): string {
  return all === 0 ? "" : percent(part / all);
}
