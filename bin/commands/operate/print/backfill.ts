import type { BackfillResult } from "../../../../lib/operate/backfill.ts";
import { count } from "../../../../lib/simulate/numbers.ts";
import { bars, row, rows } from "../../../../lib/simulate/print/lines.ts";
import type { BackfillCost } from "../backfill-cost.ts";
import { dollarText, minutesText, PRICES } from "../price.ts";

interface About {
  go: boolean;
  campaign: string;
  cost: BackfillCost;
  perSecond: number;
  late: "skip" | "start";
}

export function printBackfill(result: BackfillResult, about: About): string[] {
  const { go, campaign } = about;
  const { customers, enrolled, heldOut, unreadable } = result;
  return [
    go ? `Enrolled in ${campaign}:` : `Dry run, nobody was enrolled. In ${campaign} it would be:`,
    row("customers looked at", customers),
    row(go ? "enrolled" : "would be enrolled", enrolled),
    row(go ? "held out, to measure by" : "would be held out, to measure by", heldOut),
    ...rows("passed over", byCount(result.passed)),
    ...(unreadable === 0 ? [] : [row("events that are none, left out", unreadable)]),
    "",
    ...weeks(result),
    ...(go ? [] : printCost(about.cost)),
    ...closing(result, about),
  ];
}

function byCount(passed: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(passed).sort(([, one], [, other]) => other - one));
}

const MOST_WEEKS = 26;

/** When journeys begin: what is further away is one line. */
function weeks({ beginsInWeek, beginNow }: BackfillResult): string[] {
  const all = Object.entries(beginsInWeek).sort(([one], [other]) => (one < other ? -1 : 1));
  if (all.length === 0) return [];
  const later = all.slice(MOST_WEEKS).reduce((sum, [, n]) => sum + n, 0);
  const lines = [...all.slice(0, MOST_WEEKS), ...(later > 0 ? [["later", later] as [string, number]] : [])];
  return [
    "  journeys begin in the week from Monday",
    ...bars(lines),
    ...(beginNow > 0 ? [`  ${count(beginNow, "journey")} of the first week at once`] : []),
    "",
  ];
}

function printCost({ reading, enrolling, journeys }: BackfillCost): string[] {
  return [
    row("cost: looking at everybody, each time", dollarText(reading)),
    row("  enrolling them", dollarText(enrolling)),
    row("  their journeys, at the most", dollarText(journeys.most), `at the least ${dollarText(journeys.least)}`),
    `  ${PRICES}`,
    "",
  ];
}

function closing(
  { enrolled, heldOut, isInterrupted, passed }: BackfillResult,
  { go, perSecond, late }: About,
): string[] {
  if (isInterrupted)
    return [go ? "Stopped. Run the same command again: it goes on where it was." : "Stopped before the end."];
  if (go) return [];
  const people = enrolled + heldOut;
  const isLate = late === "skip" && Object.keys(passed).some((why) => why.includes("gone by"));
  return [
    ...(isLate ? ["Those whose time had gone by would begin now with --late start."] : []),
    ...(people === 0
      ? []
      : [`At ${perSecond} a second it takes about ${minutesText(people, perSecond)}. Add --go to do it.`]),
  ];
}
