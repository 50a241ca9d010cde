import type { Order, Purchase, SurveyAnswered } from "../../../lib/campaign/events.ts";
import type { Code, GivenCoupon } from "../../../lib/journey/advocacy/records.ts";
import { keys } from "../../../lib/journey/keys.ts";
import type { EventMarker } from "../../../lib/journey/records.ts";
import type { Table } from "../../../lib/store/table.ts";
import { purchase, START } from "../../support/events.ts";

/** The advocate's code. */
export const CODE = "K7QM2XPA";

/** Gives a customer, who is known already, this code for friends. */
export async function givenCode(table: Table, customer: string, code = CODE): Promise<void> {
  await table.write({ put: { ...keys.code(code), kind: "referral", customer } satisfies object });
  await table.write({ update: keys.profile(customer), set: { referral: code }, add: { rev: 1 } });
}

/** A purchase with a friend's code. */
export function friendBuys(
  customer: string,
  about: Parameters<typeof purchase>[1] & { order?: Partial<Order> } = {},
): Purchase {
  return purchase(customer, { ...about, order: { referral: CODE, ...about.order } });
}

/** A coupon that a journey of the customer gave, and its code, as giving one writes them. */
export async function givenCoupon(
  table: Table,
  customer: string,
  changes: Partial<GivenCoupon> = {},
): Promise<GivenCoupon> {
  const coupon: GivenCoupon = {
    coupon: "thanks-10",
    campaign: "thanks",
    enrollment: "0f3a5c7e9b1d2f4a6c8e0b1d3f5a7c9e",
    step: "coupon-1",
    code: "THANKS-8F3K2M9Q",
    at: START,
    ...changes,
  };
  const { campaign, enrollment, step, until } = coupon;
  const about = { campaign, enrollment, step, ...(until === undefined ? {} : { until }) };
  const code: Code = { kind: "coupon", coupon: coupon.coupon, state: "given", customer, ...about };
  await table.transact([
    { put: { ...keys.given(customer, enrollment, step), ...coupon } },
    { put: { ...keys.code(coupon.code), ...code } },
  ]);
  return coupon;
}

export function answers(
  customer: string,
  about: Partial<Omit<SurveyAnswered, "type" | "at">> & { at?: number } = {},
): SurveyAnswered {
  const { at = START, eventId = `answer-${customer}-${at}`, kind = "nps", ...more } = about;
  const score = kind === "text" ? {} : { score: 9 };
  const event = { customerId: customer, eventId, at: new Date(at).toISOString() };
  return { type: "survey.answered", ...event, survey: "how-likely", kind, ...score, ...more };
}

/** The events of this type that were applied to a customer. */
export async function applied(table: Table, customer: string, type: string): Promise<EventMarker[]> {
  const { items } = await table.query(keys.event(customer, "").pk, { prefix: "event#" });
  return (items as unknown as EventMarker[]).filter((marker) => marker.type === type);
}
