import type { SendMessage } from "../../compiler/compiled.ts";
import type { Traveler } from "../head.ts";
import type { Deps, Mail, Rendered, TemplateData } from "../ports.ts";
import type { Enrollment } from "../records.ts";

/** What the template may say about this customer, order and campaign. */
export function templateData(
  deps: Deps,
  message: SendMessage,
  { contact, profile }: Traveler,
  enrollment: Enrollment,
  email: string,
): TemplateData {
  const { shop } = deps;
  const iso = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString();
  const firstOrderAt = iso(profile?.firstOrderAt);
  const lastOrderAt = iso(profile?.lastOrderAt);
  return {
    customer: {
      id: message.customer,
      email,
      ...(contact?.firstName === undefined ? {} : { firstName: contact.firstName }),
      ...(contact?.lastName === undefined ? {} : { lastName: contact.lastName }),
      ...(contact?.country === undefined ? {} : { country: contact.country }),
      locale: contact?.locale ?? shop.locale,
      timeZone: contact?.timeZone ?? shop.timeZone,
      orders: profile?.orders ?? 0,
      spent: profile?.spent ?? {},
      ...(firstOrderAt === undefined ? {} : { firstOrderAt }),
      ...(lastOrderAt === undefined ? {} : { lastOrderAt }),
      tags: profile?.tags ?? [],
      attributes: profile?.attributes ?? {},
    },
    order: enrollment.order,
    event: enrollment.eventFacts,
    with: message.with,
    shop: { name: shop.name, url: shop.url, address: shop.address },
    links: { unsubscribe: deps.links.unsubscribe(message.customer) },
    now: new Date(deps.now()).toISOString(),
  };
}

/** One-click unsubscribe headers by RFC 8058, which bulk senders owe. */
export function compose(deps: Deps, message: SendMessage, to: string, rendered: Rendered): Mail {
  const { customer, enrollment, step, campaign, template } = message;
  return {
    sendId: { customer, enrollment, step },
    campaign,
    template,
    from: deps.shop.from,
    to,
    subject: rendered.subject,
    html: rendered.html,
    text: rendered.text,
    headers: {
      "List-Unsubscribe": `<${deps.links.unsubscribe(customer)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
