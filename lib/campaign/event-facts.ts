import type { CustomEvent, Order, Purchase, Refund, ShopEvent, SurveyAnswered } from "./events.ts";
import { GROUPS, type Group, type SurveyKind } from "./holds.ts";

/** Events of the engine's own follow from others: campaigns may speak of them, and nobody sends them. */
export const CONSENT_GIVEN = "consent.given";
export const STAGE_CHANGED = "stage.changed";
export const REFERRAL_CONVERTED = "referral.converted";
export const REFERRAL_REVERSED = "referral.reversed";
export const COUPON_REDEEMED = "coupon.redeemed";
export const OWN_EVENTS = [
  CONSENT_GIVEN,
  STAGE_CHANGED,
  REFERRAL_CONVERTED,
  REFERRAL_REVERSED,
  COUPON_REDEEMED,
] as const;

/** A standard event: our own page sends it, and a shop's own survey may. */
export const SURVEY_ANSWERED = "survey.answered";

/** The lowest score of each group but the first: 9 and 10 make a promoter, 4 and 5 are satisfied. */
const FROM: Record<SurveyKind, readonly number[]> = { nps: [7, 9], csat: [3, 4], text: [] };

/** What an answer makes of who gave it; a text makes nothing. */
export function groupOf(kind: SurveyKind, score: number | undefined): Group | undefined {
  if (score === undefined) return undefined;
  return GROUPS[kind][FROM[kind].filter((from) => score >= from).length];
}

/** What conditions see as `event.*`: the order of a purchase, the refund, the data of a custom event. */
export function eventFacts(event: ShopEvent): Record<string, unknown> {
  if (event.type === "purchase") return orderFacts((event as Purchase).order);
  if (event.type === "refund") {
    const { orderId, amount, currency } = event as Refund;
    return { orderId, amount, currency };
  }
  if (event.type === SURVEY_ANSWERED) {
    const { survey, kind, score, comment } = event as SurveyAnswered;
    return known({ survey, kind, score, group: groupOf(kind, score), hasComment: comment !== undefined });
  }
  return (event as CustomEvent).data ?? {};
}

function known(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** What conditions see as `order.*`. */
export function orderFacts(order: Order): OrderFacts {
  const items = order.items ?? [];
  return {
    id: order.id,
    total: order.total,
    currency: order.currency,
    quantity: order.quantity ?? items.reduce((sum, item) => sum + (item.quantity ?? 1), 0),
    ...(order.coupon === undefined ? {} : { coupon: order.coupon }),
    ...(order.referral === undefined ? {} : { referral: order.referral }),
    items: items.map((item) => item.sku),
    categories: [...new Set(items.flatMap((item) => item.category ?? []))],
  };
}

export interface OrderFacts extends Record<string, unknown> {
  id: string;
  total: number;
  currency: string;
  quantity: number;
  coupon?: string;
  referral?: string;
  items: string[];
  categories: string[];
}
