import { money, number, percent } from "../numbers.ts";
import type { CampaignReport, GoalReport, MessageReport, StepReport } from "../report/campaign.ts";
import { sum } from "../report/counts.ts";
import { printAdvocacy } from "./advocacy.ts";
import { clip, heading, row, rows, table } from "./lines.ts";

/** One campaign: who came in and what became of them, the way through its steps, its messages. */
export function printCampaign(campaign: CampaignReport): string[] {
  const { id, name, goal, begun } = campaign;
  return [
    heading(`${id}: ${name}`),
    row("enrolled", campaign.enrolled),
    ...rows("  ended in the first wait, at no cost", campaign.endedBeforeBegun),
    ...(campaign.waiting > 0 ? [row("  still in the first wait", campaign.waiting)] : []),
    row("  began", begun),
    ...rows("  ended after that", campaign.ended),
    ...(campaign.inProgress > 0 ? [row("  still on their way", campaign.inProgress)] : []),
    ...(campaign.heldOut > 0 ? [row("held out, to measure by", campaign.heldOut)] : []),
    ...rows("not enrolled", campaign.notEnrolled),
    ...(goal === undefined ? [] : printGoal(goal)),
    "",
    ...printSteps(campaign.steps),
    ...printMessages(campaign.messages),
    ...printAdvocacy(campaign),
  ];
}

function printGoal({ converted, supposed, share, holdout, revenue }: GoalReport): string[] {
  const taken = Object.entries(revenue).map(([currency, total]) => money(total, currency));
  return [
    row("reached the goal", converted, [`${percent(share)} of those who began`, ...taken].join("; ")),
    ...(supposed > 0 ? [row("  because of a message", supposed, "supposed by the rates")] : []),
    ...(holdout === undefined
      ? []
      : [
          row(
            "  of the holdout, without any",
            holdout.converted,
            `${percent(holdout.share)} of ${number(holdout.size)}`,
          ),
        ]),
  ];
}

/** Numbers first: names are of any length. */
function printSteps(steps: readonly StepReport[]): string[] {
  const entered = steps.filter((step) => step.entered > 0);
  if (entered.length === 0) return [];
  const width = Math.max(...entered.map((step) => number(step.entered).length), "entered".length);
  const lines = entered.flatMap(({ state, entered: n, onward, here }) => {
    const ways = [
      ...Object.entries(onward).map(([to, some]) => [`→ ${to}`, some] as const),
      ...(here > 0 ? [["still there", here] as const] : []),
    ];
    const line = `  ${number(n).padStart(width)}  ${state}`;
    const [only] = ways;
    if (ways.length === 1 && only !== undefined) return [clip(`${line}  ${only[0]}`)];
    return [
      clip(line),
      ...ways.map(([way, some]) => clip(`  ${"".padEnd(width)}  ${number(some).padStart(width)}  ${way}`)),
    ];
  });
  return [`  ${"entered".padStart(width)}  step, and where people went from it`, ...lines, ""];
}

function printMessages(messages: readonly MessageReport[]): string[] {
  if (messages.length === 0) return [];
  const cells = messages.map(({ step, sent, opened, clicked, withheld }) => [
    step.length > 40 ? `${step.slice(0, 39)}…` : step,
    number(sent),
    number(opened),
    sent === 0 ? "–" : percent(opened / sent),
    number(clicked),
    sent === 0 ? "–" : percent(clicked / sent),
    sum(withheld) === 0 ? "–" : number(sum(withheld)),
    Object.keys(withheld).join(", "),
  ]);
  return [...table([["message", "sent", "opened", "", "clicked", "", "withheld", ""], ...cells], [7]), ""];
}
