import { createReadStream } from "node:fs";
import type { ShopEvent } from "../../lib/campaign/events.ts";
import type { Shop } from "../../lib/campaign/shop.ts";
import type { Compiled } from "../../lib/compiler/compiled.ts";
import type { Rates as TemplateRates } from "../../lib/email/template.ts";
import type { Templates } from "../../lib/journey/ports.ts";
import { importOrders } from "../../lib/simulate/orders/import.ts";
import { printCoupons } from "../../lib/simulate/print/advocacy.ts";
import { printCampaign } from "../../lib/simulate/print/campaign.ts";
import { printLimits } from "../../lib/simulate/print/limits.ts";
import { printSummary } from "../../lib/simulate/print/summary.ts";
import { ratesOf } from "../../lib/simulate/rates.ts";
import { buildReport, type Report } from "../../lib/simulate/report.ts";
import { simulate } from "../../lib/simulate/run.ts";

/** As `npx regulars simulate` has it. */
const SEED = "regulars";

export interface Sample {
  shop: Shop;
  templates: Templates;
  rates: ReadonlyMap<string, TemplateRates | undefined>;
  events: readonly ShopEvent[];
  customers: number;
}

export async function readSample(path: string, shop: Shop): Promise<Pick<Sample, "events" | "customers">> {
  const { events, customers } = await importOrders({ path, content: createReadStream(path) }, { shop, seed: SEED });
  return { events, customers };
}

/** What `simulate` reports on these campaigns and the sample. */
export async function reportOn(campaigns: readonly Compiled[], sample: Sample): Promise<Report> {
  const { shop, templates, rates, customers } = sample;
  const simulated = await simulate({
    campaigns,
    shop,
    templates,
    // The run takes the events off its list.
    events: [...sample.events],
    seed: SEED,
    ratesOf: (template) => ratesOf(template, { all: {}, byTemplate: new Map() }, rates.get(template)),
  });
  return buildReport(simulated, { campaigns, shop, customers, events: sample.events.length, notes: [], faults: [] });
}

/** A campaign's own part of the printed report. */
export function resultPart({ campaigns }: Report): string {
  return block(campaigns.flatMap(printCampaign));
}

/** Of all campaigns at once: the summary, what limits did, and coupons. */
export function togetherPart(report: Report): string {
  return block([...printSummary(report), ...printLimits(report), ...printCoupons(report.coupons)]);
}

function block(lines: readonly string[]): string {
  return `\`\`\`\n${lines.join("\n").trimEnd()}\n\`\`\``;
}
