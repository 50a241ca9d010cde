import type { Catalog } from "../../../lib/aws/catalog.ts";
import { type KnownCampaign, knownCampaigns } from "../../../lib/operate/status/campaigns.ts";
import { unknown } from "../refused.ts";

/** A campaign that is deployed, or was. Throws Refused, with what was meant. */
export async function knownCampaign(catalog: Catalog, id: string): Promise<KnownCampaign> {
  const known = await knownCampaigns(catalog);
  const found = known.find((campaign) => campaign.id === id);
  if (found !== undefined) return found;
  throw unknown(
    "deployed campaign",
    id,
    known.map((campaign) => campaign.id),
  );
}
