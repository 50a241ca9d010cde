import { say } from "../campaign/faults.ts";
import type { CampaignReport, MessageReport, Report } from "./report.ts";

const MOST_FAULTS = 20;
const WIDTH = 44;

/** The report for a person at a terminal, 100 columns wide. */
export function printReport(report: Report): string {
  return [
    ...heading(report),
    ...report.campaigns.flatMap(printCampaign),
    ...printMessages(report),
    ...printCost(report),
    ...printFaults(report),
  ].join("\n");
}

function heading({ from, to, customers, events }: Report): string[] {
  return [
    `${number(events)} events of ${number(customers)} customers, ${from.slice(0, 10)} to ${to.slice(0, 10)}.`,
    "Past purchases stop and convert journeys as they would have; opens, clicks and purchases because of a",
    "message are drawn from rates. The run ends with the last event.",
    "",
  ];
}

function printCampaign(campaign: CampaignReport): string[] {
  const { id, name, goal } = campaign;
  return [
    `━━ ${id} · ${name} ${"━".repeat(Math.max(0, 92 - id.length - name.length))}`,
    row("enrolled", campaign.enrolled),
    ...(campaign.heldOut > 0 ? [row("held out, to measure by", campaign.heldOut)] : []),
    ...list("not enrolled", campaign.notEnrolled),
    ...list("ended during the first wait, at no cost", campaign.endedBeforeBegun),
    ...(campaign.waiting > 0 ? [row("still in the first wait", campaign.waiting)] : []),
    row("began", campaign.begun),
    ...list("ended", campaign.ended),
    ...(campaign.inProgress > 0 ? [row("still on their way", campaign.inProgress)] : []),
    ...(goal === undefined ? [] : printGoal(goal)),
    "",
    ...printSteps(campaign),
    ...printMessageTable(campaign.messages),
    "",
  ];
}

function printGoal({ converted, supposed, share, holdout, revenue }: NonNullable<CampaignReport["goal"]>): string[] {
  const money = Object.entries(revenue).map(([currency, total]) => `${number(total)} ${currency}`);
  const lines = [
    row("reached the goal", converted, `${percent(share)} of those who began; ${money.join(", ") || "0"}`),
  ];
  if (supposed > 0) lines.push(row("  of these, because of a message", supposed, "supposed by the rates"));
  if (holdout !== undefined) {
    const { size, converted: ofHoldout, share: ofSize } = holdout;
    lines.push(row("  of the holdout, without any message", ofHoldout, `${percent(ofSize)} of ${number(size)}`));
  }
  return lines;
}

function printSteps({ steps }: CampaignReport): string[] {
  const entered = steps.filter((step) => step.entered > 0);
  if (entered.length === 0) return [];
  const lines = entered.flatMap(({ state, entered: n, onward, here }) => {
    const ways = Object.entries(onward).map(([to, count]) => `→ ${to} ${number(count)}`);
    if (here > 0) ways.push(`· still there ${number(here)}`);
    return [row(`  ${state}`, n, ways[0] ?? ""), ...ways.slice(1).map((way) => `${" ".repeat(WIDTH + 10)}  ${way}`)];
  });
  return ["  step                                       entered", ...lines, ""];
}

function printMessageTable(messages: MessageReport[]): string[] {
  if (messages.length === 0) return [];
  const cells = messages.map(({ step, sent, opened, clicked, withheld }) => {
    const kept = Object.entries(withheld).map(([why, n]) => `${why} ${number(n)}`);
    const numbers = [sent, opened, clicked].map((n) => number(n).padStart(9)).join("");
    return `  ${step.padEnd(WIDTH - 9)}${numbers}   ${kept.join(", ") || "–"}`;
  });
  return [`  ${"message".padEnd(WIDTH - 9)}     sent   opened  clicked   withheld`, ...cells];
}

function printMessages({ messages }: Report): string[] {
  const withheld = Object.entries(messages.withheld);
  return [
    `━━ messages ${"━".repeat(87)}`,
    row("sent", messages.sent),
    row("held until the customer's hours", messages.held),
    ...(withheld.length === 0 ? [row("withheld", 0)] : list("withheld", messages.withheld)),
    row("the most one customer got in any 7 days", messages.mostInAWeek),
    "",
    ...bars("messages got", buckets(messages.perCustomer), "customers"),
    "",
    ...bars("month", byMonth(messages.byDay), "messages"),
    "",
  ];
}

function printCost({ cost, messages, customers }: Report): string[] {
  const perCustomer = customers === 0 ? 0 : cost.dollars / customers;
  return [
    `━━ cost on AWS, list prices of us-east-1 on ${cost.pricesAsOf}, no free tier ${"━".repeat(28)}`,
    ...cost.lines.map(
      ({ what, count, dollars }) =>
        `  ${what.padEnd(WIDTH)}${number(count).padStart(12)}${dollar(dollars).padStart(14)}`,
    ),
    `  ${"total".padEnd(WIDTH)}${"".padStart(12)}${dollar(cost.dollars).padStart(14)}`,
    `  ${dollar(perCustomer)} a customer; ${messages.sent === 0 ? "no message" : `${(cost.transitions / messages.sent).toFixed(1)} state transitions a message`}`,
    "",
  ];
}

function printFaults({ faults }: Report): string[] {
  if (faults.length === 0) return [];
  const more = faults.length - MOST_FAULTS;
  return [
    `━━ ${number(faults.length)} row${faults.length === 1 ? "" : "s"} left out ${"━".repeat(80)}`,
    ...faults.slice(0, MOST_FAULTS).map((fault) => `  ${say(fault)}`),
    ...(more > 0 ? [`  and ${number(more)} more: --json lists them all`] : []),
    "",
  ];
}

function row(what: string, n: number, note = ""): string {
  return `${what.padEnd(WIDTH)}${number(n).padStart(10)}${note === "" ? "" : `  ${note}`}`;
}

/** A sum, and below it what it is made of. */
function list(what: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  if (entries.length === 0) return [];
  const sum = entries.reduce((total, [, n]) => total + n, 0);
  return [row(what, sum), ...entries.map(([why, n]) => row(`    ${why}`, n))];
}

const BAR = 40;

function bars(head: string, counts: [string, number][], unit: string): string[] {
  const most = Math.max(1, ...counts.map(([, n]) => n));
  return [
    `  ${head.padEnd(14)}${unit.padStart(10)}`,
    ...counts.map(
      ([name, n]) => `  ${name.padEnd(14)}${number(n).padStart(10)}  ${"█".repeat(Math.ceil((n / most) * BAR))}`,
    ),
  ];
}

/** One line a count up to ten, then one for all above. */
function buckets(perCustomer: Record<string, number>): [string, number][] {
  const low = Object.entries(perCustomer).filter(([n]) => Number(n) <= 10);
  const high = Object.entries(perCustomer).filter(([n]) => Number(n) > 10);
  if (high.length === 0) return low;
  return [...low, ["more than 10", high.reduce((sum, [, n]) => sum + n, 0)]];
}

function byMonth(byDay: Record<string, number>): [string, number][] {
  const months = new Map<string, number>();
  for (const [day, n] of Object.entries(byDay)) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + n);
  return [...months];
}

const NUMBERS = new Intl.NumberFormat("en-US");

function number(n: number): string {
  return NUMBERS.format(n);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function dollar(n: number): string {
  return `$${n < 0.01 && n > 0 ? n.toFixed(6) : n.toFixed(2)}`;
}
