import { type CampaignStatus, readStatus } from "../../../lib/operate/status.ts";
import { couponsOf } from "../coupons/pools.ts";
import { print, printJson } from "../output.ts";
import { atDesk } from "./at-desk.ts";
import { knownCampaign } from "./known-campaign.ts";
import { type Labels, labelsOf } from "./labels.ts";
import { inOrder, readDay } from "./numbers.ts";
import { printStatus } from "./print/status.ts";
import { type StackOptions, sameStack } from "./stack-command.ts";

export interface StatusOptions {
  from?: string;
  to?: string;
}

export async function status(only: string | undefined, options: StackOptions & StatusOptions): Promise<void> {
  const from = readDay("--from", options.from);
  const to = readDay("--to", options.to);
  inOrder(from, to);
  const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  await atDesk(options, async (desk) => {
    if (only !== undefined) await knownCampaign(desk.catalog, only);
    // Without a folder, or with faults in its shop.json, everything else is told all the same.
    const coupons = await couponsOf(options).catch(() => ({}));
    const [read, labels] = await Promise.all([
      readStatus({ ...desk, queues: desk.clients.queues }, { ...(only === undefined ? {} : { only }), span, coupons }),
      labelsOf(options.project),
    ]);
    const campaigns = read.campaigns.map((campaign) => labeled(campaign, labels.get(campaign.campaign)));
    if (options.json) printJson({ ...read, ...span, campaigns });
    else print(printStatus({ ...read, campaigns }, span, sameStack(options)));
  });
}

export type LabeledCampaign = Omit<CampaignStatus, "steps"> & {
  name?: string;
  steps: (CampaignStatus["steps"][number] & { label?: string })[];
};

/** Steps in the order of the campaign's file; those that it no longer has come last. */
function labeled(campaign: CampaignStatus, labels: Labels | undefined): LabeledCampaign {
  if (labels === undefined) return campaign;
  const order = [...labels.steps.keys()];
  const place = (step: string): number => (order.includes(step) ? order.indexOf(step) : order.length);
  const steps = campaign.steps
    .map((step) => {
      const label = labels.steps.get(step.step);
      return { ...step, ...(label === undefined ? {} : { label }) };
    })
    .sort((one, other) => place(one.step) - place(other.step));
  return { ...campaign, name: labels.name, steps };
}
