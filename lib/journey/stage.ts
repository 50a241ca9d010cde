import { toSeconds } from "../campaign/durations.ts";
import type { Shop } from "../campaign/shop.ts";
import type { Stage } from "./advocacy/records.ts";
import type { Profile } from "./records.ts";

type Orders = Pick<Profile, "orders" | "spent" | "firstOrderAt" | "lastOrderAt" | "referrals">;
type Asked = Pick<Shop, "stages" | "currency">;

const DAY = 86_400_000;
const DEFAULTS = { regular: 3, champion: { orders: 6, spent: 0 }, rhythm: "45 days" } as const;
/** From so many orders on, the gaps between them tell more about the customer than the shop's usual rhythm. */
const OWN_RHYTHM_FROM = 3;
/** Nobody who bought three times in a week is at risk two days later. */
const RHYTHM_LEAST = 7 * DAY;
/** So many rhythms without an order. */
const AT_RISK_AFTER = 2;
const LAPSED_AFTER = 4;

/**
 * What the orders of a customer make of them at this moment; undefined before the first one. How long ago the last one was
 * comes first: a champion who does not come back is at risk like anybody.
 */
export function stageOf(profile: Orders | undefined, shop: Asked, now: number): Stage | undefined {
  if (profile === undefined || profile.orders === 0) return undefined;
  const [atRisk, lapsed] = momentsOf(profile, shop);
  if (lapsed !== undefined && now >= lapsed) return "lapsed";
  if (atRisk !== undefined && now >= atRisk) return "at risk";
  if ((profile.referrals ?? 0) >= 1) return "advocate";
  const { regular = DEFAULTS.regular, champion = {} } = shop.stages ?? {};
  const { orders = DEFAULTS.champion.orders, spent = DEFAULTS.champion.spent } = champion;
  if (profile.orders >= orders && (profile.spent[shop.currency] ?? 0) >= spent) return "champion";
  if (profile.orders >= regular) return "regular";
  return profile.orders >= 2 ? "active" : "new";
}

/** When the stage changes next if nothing happens, epoch milliseconds; undefined when it does not. */
export function nextStageAt(profile: Orders | undefined, shop: Asked, now: number): number | undefined {
  return profile === undefined ? undefined : momentsOf(profile, shop).find((moment) => moment > now);
}

/** The average time between two orders, milliseconds; undefined before the second one. */
export function averageGap({ orders, firstOrderAt, lastOrderAt }: Omit<Orders, "spent">): number | undefined {
  if (orders < 2 || firstOrderAt === undefined || lastOrderAt === undefined) return undefined;
  return (lastOrderAt - firstOrderAt) / (orders - 1);
}

/** From when on the customer is at risk, and lapsed. */
function momentsOf(profile: Orders, shop: Asked): number[] {
  const { lastOrderAt } = profile;
  if (lastOrderAt === undefined) return [];
  const rhythm = rhythmOf(profile, shop);
  return [AT_RISK_AFTER, LAPSED_AFTER].map((rhythms) => Math.ceil(lastOrderAt + rhythms * rhythm));
}

function rhythmOf(profile: Orders, { stages }: Asked): number {
  const own = profile.orders >= OWN_RHYTHM_FROM ? averageGap(profile) : undefined;
  return own === undefined ? toSeconds(stages?.rhythm ?? DEFAULTS.rhythm) * 1000 : Math.max(own, RHYTHM_LEAST);
}
