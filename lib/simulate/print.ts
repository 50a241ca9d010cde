import { say } from "../campaign/faults.ts";
import { count, number } from "./numbers.ts";
import { printCoupons } from "./print/advocacy.ts";
import { printCampaign } from "./print/campaign.ts";
import { printCost } from "./print/cost.ts";
import { printLimits } from "./print/limits.ts";
import { heading, wrapped } from "./print/lines.ts";
import { printMessages } from "./print/messages.ts";
import { printSummary } from "./print/summary.ts";
import type { Report } from "./report.ts";

const MOST_FAULTS = 20;

/** The report for a person at a terminal, the most useful first, at most 100 columns wide. */
export function printReport(report: Report): string {
  return [
    ...printSummary(report),
    ...printLimits(report),
    ...report.campaigns.flatMap(printCampaign),
    ...printCoupons(report.coupons),
    ...printMessages(report),
    ...printCost(report),
    ...printNotes(report),
    ...printFaults(report),
  ].join("\n");
}

function printNotes({ notes }: Report): string[] {
  if (notes.length === 0) return [];
  return [heading("what was assumed about the file"), ...notes.flatMap((note) => wrapped(note, "  • ")), ""];
}

function printFaults({ faults }: Report): string[] {
  if (faults.length === 0) return [];
  const more = faults.length - MOST_FAULTS;
  return [
    heading(`${count(faults.length, "fault")} of the file; the rest was used`),
    ...faults.slice(0, MOST_FAULTS).flatMap((fault) => wrapped(say(fault), "  • ")),
    ...(more > 0 ? [`  and ${number(more)} more; --json lists them all`] : []),
    "",
  ];
}
