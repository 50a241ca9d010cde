import type { Shop } from "../../campaign/shop.ts";
import type { SendMessage } from "../../compiler/compiled.ts";
import { mailableAddress } from "../addresses.ts";
import type { Traveler } from "../head.ts";
import type { Mail, Rendered, SendDeps, TemplateData } from "../ports.ts";
import type { Enrollment } from "../records.ts";
import { zoneOf } from "../zone-of-country.ts";
import { unsubscribeHeaders } from "./headers.ts";
import { withHiddenLink } from "./hidden-link.ts";
import { surveyData } from "./survey-data.ts";

/** What the template may say about this customer, order and campaign. `code` is the customer's own, where it is asked for. */
export function templateData(
  deps: SendDeps,
  message: SendMessage,
  { contact, profile }: Pick<Traveler, "contact" | "profile">,
  enrollment: Enrollment,
  { email, address, code }: { email: string; address: string; code?: string | undefined },
): TemplateData {
  const { shop, links } = deps;
  const { customer, step, survey: kind } = message;
  const sendId = { customer, enrollment: enrollment.id, step };
  return withoutUndefined({
    customer: customerData(customer, email, { contact, profile }, shop),
    order: enrollment.order,
    event: enrollment.eventFacts,
    with: message.with,
    survey: kind && surveyData(kind, links.survey(sendId)),
    referral: code === undefined ? undefined : { code, url: links.referral(code) },
    coupon: couponData(enrollment),
    shop: { name: shop.name, url: shop.url, address: shop.address },
    links: {
      unsubscribe: links.unsubscribe(sendId),
      preferences: links.preferences(customer, address),
      confirm: links.confirm(customer, address),
    },
    now: new Date(deps.now()).toISOString(),
  });
}

function couponData({ coupon }: Enrollment): TemplateData["coupon"] {
  return coupon && withoutUndefined({ ...coupon, until: iso(coupon.until) });
}

export function customerData(
  id: string,
  email: string,
  { contact, profile }: Pick<Traveler, "contact" | "profile">,
  shop: Shop,
): TemplateData["customer"] {
  return withoutUndefined({
    id,
    email,
    firstName: contact?.firstName,
    lastName: contact?.lastName,
    country: contact?.country,
    locale: contact?.locale ?? shop.locale,
    timeZone: zoneOf(contact, shop),
    orders: profile?.orders ?? 0,
    spent: profile?.spent ?? {},
    firstOrderAt: iso(profile?.firstOrderAt),
    lastOrderAt: iso(profile?.lastOrderAt),
    tags: profile?.tags ?? [],
    attributes: profile?.attributes ?? {},
    stage: profile?.stage,
    referrals: profile?.referrals ?? 0,
  });
}

type Known<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(record: T): Known<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Known<T>;
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

export function compose(deps: SendDeps, message: SendMessage, to: string, rendered: Rendered): Mail {
  const { customer, enrollment, step, campaign, template, rules } = message;
  const { shop, links } = deps;
  const sendId = { customer, enrollment, step };
  return {
    sendId,
    campaign,
    template,
    from: mailableAddress(shop.from),
    fromName: shop.fromName ?? shop.name,
    ...(shop.replyTo === undefined ? {} : { replyTo: mailableAddress(shop.replyTo) }),
    to: mailableAddress(to),
    subject: rendered.subject,
    // Not in transactional mail, which is to carry nothing that its receiver did not ask for.
    html: rules.transactional ? rendered.html : withHiddenLink(rendered.html, links.hidden()),
    text: rendered.text,
    headers: rules.transactional ? {} : unsubscribeHeaders(links.unsubscribe(sendId)),
  };
}
