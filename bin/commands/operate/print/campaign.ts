import { type Reason, total } from "../../../../lib/operate/status/reasons.ts";
import { money, number, percent } from "../../../../lib/simulate/numbers.ts";
import { clip, heading, row, rows, table } from "../../../../lib/simulate/print/lines.ts";
import type { LabeledCampaign } from "../status.ts";
import { printCalls, printCoupons } from "./gifts.ts";
import { moment } from "./moment.ts";
import { printSurveys } from "./surveys.ts";

type Step = LabeledCampaign["steps"][number];

export function printCampaign(campaign: LabeledCampaign, allPausedSince: string | undefined): string[] {
  const { name, enrolled, heldOut, begun } = campaign;
  return [
    heading(name === undefined ? campaign.campaign : `${campaign.campaign}: ${name}`),
    ...standing(campaign, allPausedSince).map((line) => clip(`  ${line}`)),
    row("enrolled", enrolled),
    ...(campaign.waitingToBegin === 0 ? [] : [row("  waiting to begin", campaign.waitingToBegin)]),
    ...rows("  ended before they began", counts(campaign.endedBeforeBegun)),
    row("  began", begun),
    ...rows("  ended after that", counts(campaign.ended)),
    ...(campaign.onTheirWay === 0 ? [] : [row("  on their way", campaign.onTheirWay)]),
    ...(heldOut === 0 ? [] : [row("held out, to measure by", heldOut)]),
    ...conversions(campaign),
    "",
    ...printSteps(campaign.steps),
    ...printMessages(campaign.steps),
    ...printSurveys(campaign.steps),
    ...printCoupons(campaign.steps),
    ...printCalls(campaign.steps),
  ];
}

function standing({ state, version, pausedSince, held, people }: LabeledCampaign, all: string | undefined): string[] {
  const old = people.filter((one) => one.version !== version);
  const n = total(old.map((one) => ({ why: "", n: one.n })));
  const which = old.length === 1 ? `version ${old[0]?.version}` : `${old.length} earlier versions`;
  const paused = [...(pausedSince === undefined ? [] : [pausedSince]), ...(all === undefined ? [] : [all])].sort()[0];
  const isHolding = paused !== undefined || held > 0;
  return [
    state === "on" ? `on, version ${version}` : "no longer deployed: nobody is enrolled any more",
    ...(old.length === 0 ? [] : [`${number(n)} ${n === 1 ? "person finishes" : "people finish"} ${which}`]),
    ...(paused === undefined ? [] : [`PAUSED since ${moment(paused)}`]),
    ...(isHolding ? [`${number(held)} ${held === 1 ? "person is" : "people are"} held before their next message`] : []),
  ];
}

function counts(reasons: readonly Reason[]): Record<string, number> {
  return Object.fromEntries(reasons.map(({ why, n }) => [why, n]));
}

function conversions({ converted, begun, begunOfHoldout, convertedOfHoldout, revenue }: LabeledCampaign): string[] {
  if (converted === 0 && convertedOfHoldout === 0) return [];
  const taken = Object.entries(revenue).map(([currency, sum]) => money(sum, currency));
  return [
    row("reached the goal", converted, [`${share(converted, begun)} of those who began`, ...taken].join("; ")),
    ...(begunOfHoldout === 0
      ? []
      : [
          row(
            "  of those held out, without any message",
            convertedOfHoldout,
            `${share(convertedOfHoldout, begunOfHoldout)} of ${number(begunOfHoldout)}`,
          ),
        ]),
  ];
}

function share(part: number, all: number): string {
  return all === 0 ? "–" : percent(part / all);
}

/** Numbers first: names are of any length. */
function printSteps(steps: readonly Step[]): string[] {
  const moved = steps.filter(({ entered, waiting }) => entered > 0 || waiting !== 0);
  if (moved.length === 0) return [];
  const cells = [["entered", "waiting", "step, and why people left it"]];
  for (const { step, label = step, entered, waiting, left } of moved) {
    cells.push([number(entered), number(waiting), label]);
    for (const { why, n } of left) cells.push(["", "", `${number(n).padStart(9)}  ${why === "on" ? "went on" : why}`]);
  }
  const widths = [0, 1].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return [
    ...cells.map(([entered = "", waiting = "", words = ""]) =>
      clip(`  ${entered.padStart(widths[0] ?? 0)}  ${waiting.padStart(widths[1] ?? 0)}  ${words}`),
    ),
    "",
  ];
}

function printMessages(steps: readonly Step[]): string[] {
  const lines = steps.flatMap(({ step, message }) => {
    if (message === undefined) return [];
    const { sent, delivered, opened, clicked, withheld, deferred, unconfirmed, bounced, complained } = message;
    const others = [
      ...withheld.map(({ why, n }) => `${number(n)} withheld: ${why}`),
      ...deferred.map(({ why, n }) => `${number(n)} deferred: ${why}`),
      ...(unconfirmed > 0 ? [`${number(unconfirmed)} unconfirmed`] : []),
      ...(bounced > 0 ? [`${number(bounced)} bounced`] : []),
      ...(complained > 0 ? [`${number(complained)} complained`] : []),
      ...(message.unsubscribed > 0 ? [`${number(message.unsubscribed)} unsubscribed`] : []),
      ...(message.byMachine.opened > 0 ? [`(${number(message.byMachine.opened)} opened by machines)`] : []),
      ...(message.byMachine.clicked > 0 ? [`(${number(message.byMachine.clicked)} clicked by machines)`] : []),
    ];
    const name = step.length > 30 ? `${step.slice(0, 29)}…` : step;
    const of = (n: number): [string, string] => [number(n), share(n, sent)];
    return [
      [name, number(sent), number(delivered), ...of(opened), ...of(clicked), others[0] ?? ""],
      ...others.slice(1).map(below),
    ];
  });
  if (lines.length === 0) return [];
  return [...table([["message", "sent", "delivered", "opened", "", "clicked", "", ""], ...lines], [7]), ""];
}

/** A further word about a message, under the first one. */
function below(words: string): string[] {
  return ["", "", "", "", "", "", "", words];
}
