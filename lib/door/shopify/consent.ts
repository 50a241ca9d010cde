import * as z from "zod";
import { fitting } from "../parts/fit.ts";
import { momentSchema, numberedSchema, textSchema } from "../parts/values.ts";
import type { Translated } from "../ports.ts";
import { readShopify } from "./read.ts";

export const consentSchema = z.object({ state: textSchema, consent_updated_at: textSchema });
type Consent = z.infer<typeof consentSchema>;

/**
 * What the customer said to Shopify; nothing for the states in which nothing was said (`not_subscribed`, `pending`).
 * @param at when it was told, ISO 8601, where Shopify does not say when it was said
 */
export function consentOf(consent: Consent | null | undefined, at: string): Record<string, unknown> | undefined {
  const state = consent?.state?.toLowerCase();
  if (state !== "subscribed" && state !== "unsubscribed") return undefined;
  return {
    marketing: state === "subscribed",
    at: fitting(momentSchema, consent?.consent_updated_at) ?? at,
    source: "Shopify customer, email_marketing_consent",
  };
}

const updateSchema = z.object({
  customer_id: numberedSchema,
  email_marketing_consent: z.object({ state: textSchema, consent_updated_at: momentSchema }),
});

/**
 * `customers/email_marketing_consent_update`. From API version 2025-01 on, orders no longer carry their customer's consent, so
 * that a no reaches us here alone.
 */
export async function fromConsent(payload: unknown): Promise<Translated> {
  const read = readShopify("Shopify consent", updateSchema, payload);
  if ("faults" in read) return read;
  const { customer_id: id, email_marketing_consent: said } = read.value;
  const consent = consentOf(said, said.consent_updated_at);
  if (consent === undefined) return { passedOver: "the customer has neither subscribed nor unsubscribed" };
  const at = said.consent_updated_at;
  const eventId = `shopify-consent-${id}-${Date.parse(at)}`;
  return { drafts: [{ type: "profile", eventId, customerId: String(id), at, customer: { consent } }] };
}
