import type { Campaign } from "../campaign.ts";
import type { Finding } from "../reading/finding.ts";
import { didYouMean } from "../reading/suggest.ts";
import type { Shop } from "../shop.ts";
import { definitionOf } from "../walk.ts";
import { allPlaces } from "./places.ts";

/** What shop.json declares for campaigns to name. */
export type Declarations = Pick<Shop, "coupons" | "webhooks" | "events">;

const WORDS = {
  coupons: { one: "coupon", example: '{ "pattern": "THANKS-########" }' },
  webhooks: { one: "webhook", example: '{ "url": "https://crm.shop.example/hooks/regulars" }' },
};

/** Coupons and webhooks are in shop.json. */
export function checkDeclared(campaign: Campaign, { declared }: { declared?: Declarations | undefined }): Finding[] {
  if (declared === undefined) return [];
  return allPlaces(campaign).flatMap(({ step, path }): Finding[] => {
    const taken = definitionOf(step).declared?.(step);
    if (taken === undefined) return [];
    const { of, name } = taken;
    const names = Object.keys(declared[of] ?? {});
    if (names.includes(name)) return [];
    const { one, example } = WORDS[of];
    const add = `add "${of}": { "${name}": ${example} } to it`;
    return [{ path: [...path, one], what: `shop.json has no ${one} "${name}"`, fix: didYouMean(name, names, add) }];
  });
}
