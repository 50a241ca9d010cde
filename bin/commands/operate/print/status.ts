import type { Span, Status } from "../../../../lib/operate/status.ts";
import { heading, row } from "../../../../lib/simulate/print/lines.ts";
import type { LabeledCampaign } from "../status.ts";
import { printCampaign } from "./campaign.ts";
import { moment } from "./moment.ts";

/** For a person at a terminal, at most 100 columns wide. */
export function printStatus(status: Omit<Status, "campaigns"> & { campaigns: LabeledCampaign[] }, span: Span): string {
  const { campaigns } = status;
  return [
    ...campaigns.flatMap((campaign) => printCampaign(campaign, status.allPausedSince)),
    ...(campaigns.length === 0 ? ["No campaign was ever deployed to this stack.", ""] : []),
    ...printStack(status),
    ...about(span, status.countedThrough),
  ].join("\n");
}

function printStack({ stack, region, campaigns, allPausedSince, queues }: Parameters<typeof printStatus>[0]): string[] {
  const paused = campaigns.filter(({ pausedSince }) => pausedSince !== undefined).map(({ campaign }) => campaign);
  const words = [
    ...(allPausedSince === undefined ? [] : [`everything, since ${moment(allPausedSince)}`]),
    ...(paused.length === 0 ? [] : [paused.join(", ")]),
  ];
  return [
    heading(`${stack} in ${region}`),
    row("messages on their way to be sent", queues.toSend),
    row("set aside: messages", queues.send, hint(queues.send, "send")),
    row("set aside: events and changes", queues.records, hint(queues.records, "records")),
    row("set aside: calls", queues.calls, hint(queues.calls, "calls")),
    row("paused", words.join("; ") || "nothing"),
  ];
}

function hint(depth: number, queue: string): string {
  return depth === 0 ? "" : `npx regulars redrive --queue ${queue}`;
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
