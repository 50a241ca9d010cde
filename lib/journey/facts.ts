import { groupOf, OWN_EVENTS, orderFacts } from "../campaign/event-facts.ts";
import type { Shop } from "../campaign/shop.ts";
import type { Contact } from "./contact.ts";
import type { Enrollment, Profile } from "./records.ts";
import { averageGap, stageOf } from "./stage.ts";
import { zoneOf } from "./zone-of-country.ts";

/** What conditions see as `order.*` and `event.*` of the event that started a journey. */
export function startFacts({ order, eventFacts }: Enrollment): {
  order?: Record<string, unknown>;
  event?: Record<string, unknown>;
} {
  if (order === undefined) return eventFacts === undefined ? {} : { event: eventFacts };
  const facts = orderFacts(order);
  return { order: facts, event: facts };
}

const OWN: readonly string[] = OWN_EVENTS;

/**
 * Whether an event concerns a journey that this order started, if one did. An event that names an order concerns the journeys of
 * that order alone; any other concerns every journey of the customer. The order of an event of our own is somebody else's: a friend's.
 */
export function isAboutOrder(
  started: string | undefined,
  eventType: string,
  { orderId }: { orderId?: unknown },
): boolean {
  if (started === undefined || OWN.includes(eventType)) return true;
  // Shops number their orders, and write the numbers as numbers, too.
  if (typeof orderId !== "string" && typeof orderId !== "number") return true;
  return String(orderId) === started;
}

const DAY = 86_400_000;

/** What conditions see as `customer.*`. */
export function customerFacts(
  profile: Profile | undefined,
  contact: Contact | undefined,
  shop: Shop,
  now: number,
): Record<string, unknown> {
  const locale = contact?.locale ?? shop.locale;
  const first = profile?.firstOrderAt;
  const last = profile?.lastOrderAt;
  const gap = profile === undefined ? undefined : averageGap(profile);
  return {
    orders: profile?.orders ?? 0,
    spent: profile?.spent ?? {},
    averageGapDays: gap === undefined ? undefined : gap / DAY,
    daysSinceFirstOrder: first === undefined ? undefined : (now - first) / DAY,
    daysSinceLastOrder: last === undefined ? undefined : (now - last) / DAY,
    items: (profile?.items ?? []).map(([sku]) => sku),
    tags: profile?.tags ?? [],
    attributes: profile?.attributes ?? {},
    locale,
    language: locale.split("-")[0],
    country: contact?.country,
    timeZone: zoneOf(contact, shop),
    consent: contact?.consent?.marketing,
    stage: stageOf(profile, shop, now),
    categories: profile?.categories ?? [],
    referrals: profile?.referrals ?? 0,
    referred: profile?.referredBy !== undefined,
    nps: profile?.nps?.score,
    npsGroup: groupOf("nps", profile?.nps?.score),
    csat: profile?.csat?.score,
  };
}
