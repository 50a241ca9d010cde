import { join } from "node:path";
import { openCheckpoint } from "../../../lib/operate/checkpoint.ts";
import { enrollRecords } from "../../../lib/operate/events/stream-batch.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { type Replayed, type ReplayState, replay } from "../../../lib/operate/replay.ts";
import { count, number } from "../../../lib/simulate/numbers.ts";
import { row } from "../../../lib/simulate/print/lines.ts";
import { print, printJson } from "../output.ts";
import { atDesk } from "./at-desk.ts";
import { exitInterrupted, onInterrupt } from "./interrupt.ts";
import { inOrder, readMoment, readRate } from "./numbers.ts";
import { minutesText, PRICES, priceOf, priceText, scanUsage } from "./price.ts";
import { progressLine } from "./progress-line.ts";
import { type StackOptions, sameStack } from "./stack-command.ts";

export interface ReplayOptions {
  from?: string;
  to?: string;
  customer?: string;
  go?: true;
  perSecond: string;
  anew?: true;
}

export async function replayEvents(options: StackOptions & ReplayOptions): Promise<void> {
  const from = readMoment("--from", options.from, "beginning");
  const to = readMoment("--to", options.to, "end");
  inOrder(from, to);
  const perSecond = readRate("--per-second", options.perSecond, 500);
  const { customer, stack } = options;
  const go = options.go === true;
  const asked = {
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to }),
    ...(customer === undefined ? {} : { customer }),
  };
  const selection = {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(customer === undefined ? {} : { customer }),
  };
  const file = join(options.project, ".regulars", `replay-${stack}.json`);
  await atDesk(options, async (desk) => {
    const scanned = customer === undefined ? await desk.events.size() : { items: 0, bytes: 0 };
    const progress = progressLine(options.json === true);
    const replayed = await replay(
      {
        events: desk.events,
        enroll: (records) => enrollRecords(desk.clients.functions, desk.stack.outputs.EnrollFunction, records),
        pace: createPace(perSecond, desk.time, onInterrupt()),
        time: desk.time,
        checkpoint: openCheckpoint<ReplayState>(file, { stack, region: desk.stack.region, ...asked }, options.anew),
        onProgress: ({ read, events }) => progress.show(`${number(read)} events read, ${number(events)} of them meant`),
      },
      selection,
      go,
    );
    progress.clear();
    if (replayed.isInterrupted) exitInterrupted();
    const usage = scanUsage(scanned.bytes);
    if (options.json) return printJson({ dryRun: !go, ...replayed, scanDollars: priceOf(usage) });
    const scan = customer === undefined ? priceText(usage) : undefined;
    print(printReplayed(replayed, { go, scan, perSecond, there: sameStack(options) }).join("\n"));
  });
}

interface About {
  go: boolean;
  /** What reading the whole table costs, if that was read. */
  scan: string | undefined;
  perSecond: number;
  /** Options that lead to the same stack. */
  there: string;
}

function printReplayed(replayed: Replayed, { go, scan, perSecond, there }: About): string[] {
  const { read, events, customers, byType, isInterrupted } = replayed;
  return [
    go ? "Handed to enroll once more:" : "Dry run, nothing was applied. This would be handed to enroll once more:",
    row("events", events, `of ${count(customers, "customer")}; ${number(read)} read`),
    ...Object.entries(byType)
      .sort(([, one], [, other]) => other - one)
      .map(([type, n]) => row(`  ${type}`, n)),
    "",
    ...(scan === undefined ? [] : [`Reading the whole table costs ${scan} each time. ${PRICES}`]),
    ...(go || isInterrupted || events === 0
      ? []
      : [`At ${perSecond} a second it takes about ${minutesText(events, perSecond)}. Add --go to do it.`]),
    ...(isInterrupted
      ? [go ? "Stopped. Run the same command again: it goes on where it was." : "Stopped before the end."]
      : []),
    ...(go && !isInterrupted
      ? ["What cannot be applied is set aside with its reason:", `npx regulars redrive ${there}`]
      : []),
  ];
}
