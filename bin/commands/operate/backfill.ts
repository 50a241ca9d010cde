import { join } from "node:path";
import { backfill } from "../../../lib/journey/backfill.ts";
import { type BackfillState, backfillAll } from "../../../lib/operate/backfill.ts";
import { openCheckpoint } from "../../../lib/operate/checkpoint.ts";
import { createPace } from "../../../lib/operate/pace.ts";
import { number } from "../../../lib/simulate/numbers.ts";
import { EXIT, print, printJson } from "../output.ts";
import { load, pickCampaign } from "../project.ts";
import { Refused } from "../refused.ts";
import { atDesk } from "./at-desk.ts";
import { costOfBackfill, countMessages } from "./backfill-cost.ts";
import { exitInterrupted, onInterrupt } from "./interrupt.ts";
import { knownCampaign } from "./known-campaign.ts";
import { readRate } from "./numbers.ts";
import { printBackfill } from "./print/backfill.ts";
import { progressLine } from "./progress-line.ts";
import type { StackOptions } from "./stack-command.ts";

export interface BackfillOptions {
  go?: true;
  perSecond: string;
  late: "skip" | "start";
  anew?: true;
}

export async function backfillCampaign(id: string, options: StackOptions & BackfillOptions): Promise<void> {
  const perSecond = readRate("--per-second", options.perSecond, 200);
  const { late, stack } = options;
  const go = options.go === true;
  const { shop, ...project } = await load(options);
  const { campaign, compiled, file: campaignFile } = pickCampaign(project, id);
  const { rules } = compiled;
  const file = join(options.project, ".regulars", `backfill-${stack}-${id}.json`);
  await atDesk(options, async (desk) => {
    const { current } = await knownCampaign(desk.catalog, id);
    refuseOther(campaignFile, rules.version, current, stack);
    // Those that it gives way to, as far as they can be read.
    const campaigns = project.campaigns.map(({ compiled }) => compiled.rules);
    const about = { stack, region: desk.stack.region, campaign: id, version: rules.version, late };
    const progress = progressLine(options.json === true);
    const result = await backfillAll(
      {
        events: desk.events,
        declared: shop.events,
        backfillOne: (customer, events) =>
          backfill({ ...desk, shop, campaigns }, rules, customer, events, { late, dry: !go }),
        pace: createPace(perSecond, desk.time, onInterrupt()),
        now: desk.now,
        checkpoint: openCheckpoint<BackfillState>(file, about, options.anew),
        onProgress: ({ customers, enrolled }) =>
          progress.show(
            `${number(customers)} customers looked at, ${number(enrolled)} ${go ? "" : "would be "}enrolled`,
          ),
      },
      go,
    );
    progress.clear();
    if (result.isInterrupted) exitInterrupted();
    const { bytes } = await desk.events.size();
    const cost = costOfBackfill(result, { compiled, messages: countMessages(campaign.steps), bytes });
    if (options.json) return printJson({ dryRun: !go, campaign: id, version: rules.version, ...result, cost });
    print(printBackfill(result, { go, campaign: id, cost, perSecond, late }).join("\n"));
  });
}

/** Nobody is enrolled by rules that are not the deployed ones: their machine would not be there, or be another one. */
function refuseOther(file: string, version: string, current: string | undefined, stack: string): void {
  if (current === version) return;
  throw new Refused(
    current === undefined
      ? `${file}: this campaign is no longer on in ${stack}; deploy it first`
      : `${file} is version ${version}, and version ${current} is on in ${stack}; deploy your folder, or give the one that was deployed with --project`,
    EXIT.faults,
  );
}
