import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type Campaign, campaignSchema } from "../../lib/campaign/campaign.ts";
import { type Shop, shopSchema } from "../../lib/campaign/shop.ts";
import type { TemplateKinds } from "../../lib/compiler/sending.ts";
import { manifestSchema } from "../../lib/email/source/manifest.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

export const LIBRARY_SHOP: Shop = shopSchema.parse(read("shop.json"));

/** Kind and topic of each template, by its name. */
export const LIBRARY_TEMPLATES: TemplateKinds = new Map(
  readdirSync("templates")
    .filter((name) => existsSync(`templates/${name}/template.json`))
    .map((name) => [name, manifestSchema.parse(read(`templates/${name}/template.json`))]),
);

export function libraryCampaign(id: string): Campaign {
  return campaignSchema.parse(read(`campaigns/${id}.json`));
}

/** The ready-made campaigns, and one that uses every step kind and option. */
export const GOLDEN: Campaign[] = [
  ...readdirSync("campaigns")
    .filter((name) => name.endsWith(".json"))
    .map((name) => libraryCampaign(name.replace(/\.json$/, ""))),
  campaignSchema.parse(read("test/compiler/golden/every-step.json")),
];
