import type { CustomEvent, CustomerPatch, Order, ProfileEvent, Purchase, Refund } from "../../lib/campaign/events.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Thursday, at noon in UTC. */
export const START = Date.parse("2026-01-01T12:00:00Z");

interface About {
  at?: number;
  /** Unless given, made of the kind, the customer and the time. */
  id?: string;
  customer?: CustomerPatch;
}

function common(type: string, customerId: string, { at = START, id, customer }: About) {
  return {
    customerId,
    eventId: id ?? `${type}-${customerId}-${at}`,
    at: new Date(at).toISOString(),
    ...(customer === undefined ? {} : { customer }),
  };
}

/** The customer's address is told with each purchase, as shops do. */
export function purchase(customer: string, about: About & { order?: Partial<Order> } = {}): Purchase {
  const known = { customer: { email: `${customer}@mail.example` } };
  const event = common("purchase", customer, { ...known, ...about });
  return { type: "purchase", ...event, order: { id: event.eventId, total: 30, currency: "USD", ...about.order } };
}

export function refund(customer: string, orderId: string, about: About & { amount?: number } = {}): Refund {
  const event = common("refund", customer, about);
  return { type: "refund", ...event, orderId, amount: about.amount ?? 30, currency: "USD" };
}

export function learned(customer: string, patch: CustomerPatch, about: About = {}): ProfileEvent {
  return { type: "profile", ...common("profile", customer, about), customer: patch };
}

/** An event with a name of the shop's own. */
export function happened(
  type: string,
  customer: string,
  about: About & { data?: CustomEvent["data"] } = {},
): CustomEvent {
  const { data } = about;
  return { type, ...common(type, customer, about), ...(data === undefined ? {} : { data }) };
}

/** What the customer says about marketing. */
export function says(yes: boolean, at: number): Required<Pick<CustomerPatch, "consent">> {
  return { consent: { marketing: yes, at: new Date(at).toISOString(), source: "account page" } };
}
