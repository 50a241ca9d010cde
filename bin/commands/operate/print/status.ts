import type { Stock } from "../../../../lib/operate/coupons/stock.ts";
import type { Span, Status } from "../../../../lib/operate/status.ts";
import { number } from "../../../../lib/simulate/numbers.ts";
import { heading, row } from "../../../../lib/simulate/print/lines.ts";
import type { LabeledCampaign } from "../status.ts";
import { printCampaign } from "./campaign.ts";
import { moment } from "./moment.ts";

type Labeled = Omit<Status, "campaigns"> & { campaigns: LabeledCampaign[] };

/** For a person at a terminal, at most 100 columns wide; `there` are the options that lead to the same stack. */
export function printStatus(status: Labeled, span: Span, there: string): string {
  const { campaigns } = status;
  return [
    ...campaigns.flatMap((campaign) => printCampaign(campaign, status.allPausedSince)),
    ...(campaigns.length === 0 ? ["No campaign was ever deployed to this stack.", ""] : []),
    ...printStack(status, there),
    ...printPools(status.pools),
    ...about(span, status.countedThrough),
  ].join("\n");
}

function printStack(
  { stack, region, campaigns, allPausedSince, marketingPaused, queues }: Labeled,
  there: string,
): string[] {
  const paused = campaigns.filter(({ pausedSince }) => pausedSince !== undefined).map(({ campaign }) => campaign);
  const words = [
    ...(allPausedSince === undefined ? [] : [`everything, since ${moment(allPausedSince)}`]),
    ...(marketingPaused === undefined
      ? []
      : [`marketing, since ${moment(marketingPaused.since)} (${marketingPaused.why})`]),
    ...(paused.length === 0 ? [] : [paused.join(", ")]),
  ];
  return [
    heading(`${stack} in ${region}`),
    row("messages on their way to be sent", queues.toSend),
    row("set aside: messages", queues.send),
    ...hint(queues.send, "send", there),
    row("set aside: events and changes", queues.records),
    ...hint(queues.records, "records", there),
    row("set aside: calls", queues.calls),
    ...hint(queues.calls, "calls", there),
    row("paused", words.join("; ") || "nothing"),
  ];
}

/** Of each coupon whose codes are imported: so many are left. */
function printPools(pools: readonly Stock[]): string[] {
  return pools.map(({ coupon, left, imported, isLow }) =>
    row(`codes left of ${coupon}`, left, `of ${number(imported)}${isLow ? "; LOW: import more" : ""}`),
  );
}

/** On a line of its own, so that it can be copied whole. */
function hint(depth: number, queue: string, there: string): string[] {
  return depth === 0 ? [] : [`    npx regulars redrive --queue ${queue} ${there}`];
}

/** What the figures are of. */
function about({ from, to }: Span, countedThrough: string | undefined): string[] {
  const span = [...(from === undefined ? [] : [`from ${from}`]), ...(to === undefined ? [] : [`to ${to}`])].join(" ");
  const lines = [
    ...(span === "" ? [] : [`Figures ${span}, days on the shop's clock; who waits where is as of now.`]),
    ...(countedThrough === undefined ? [] : [`The newest change that is counted is of ${moment(countedThrough)}.`]),
  ];
  return lines.length === 0 ? [] : ["", ...lines.map((line) => `  ${line}`)];
}
