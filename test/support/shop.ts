import { type Campaign, campaignSchema } from "../../lib/campaign/campaign.ts";
import { type Shop, shopSchema } from "../../lib/campaign/shop.ts";
import { compile } from "../../lib/compiler/compile.ts";
import type { Compiled } from "../../lib/compiler/compiled.ts";

/** A shop on UTC without hours or limits, so that a test names the ones it is about. */
export function givenShop(changes: Partial<Shop> = {}): Shop {
  return shopSchema.parse({
    name: "Blue Cup Coffee",
    url: "https://bluecup.example",
    from: "hello@bluecup.example",
    address: "12 Harbor Street, Springfield",
    timeZone: "UTC",
    locale: "en",
    currency: "USD",
    consent: "soft-opt-in",
    ...changes,
  });
}

export type Authored = Partial<Campaign> & Pick<Campaign, "steps">;

/** By name, what is not marketing without a topic. */
export type Kinds = Record<string, { kind: "marketing" | "transactional"; topic?: string }>;

/** A compiled campaign that a purchase starts, unless it says otherwise. */
export function givenCampaign(authored: Authored, shop: Shop = givenShop(), kinds: Kinds = {}): Compiled {
  const id = authored.id ?? "welcome";
  return compile(
    campaignSchema.parse({ id, name: id, start: { on: "purchase" }, ...authored }),
    shop,
    new Map(Object.entries(kinds)),
  );
}
