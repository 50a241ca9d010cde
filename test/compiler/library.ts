import { readdirSync, readFileSync } from "node:fs";
import { type Campaign, campaignSchema } from "../../lib/campaign/campaign.ts";
import { type Shop, shopSchema } from "../../lib/campaign/shop.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

export const LIBRARY_SHOP: Shop = shopSchema.parse(read("shop.json"));

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
