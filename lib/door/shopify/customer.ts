import * as z from "zod";
import { customerPatchSchema } from "../../campaign/events.ts";
import { clipped, defined, fitting } from "../parts/fit.ts";
import { numberedSchema, textSchema } from "../parts/values.ts";
import { consentOf, consentSchema } from "./consent.ts";

const addressSchema = z.object({ first_name: textSchema, last_name: textSchema, country_code: textSchema }).nullish();

/** The parts of an order that tell about the person. Everything that an app may not see comes as null. */
export const personShape = {
  email: textSchema,
  contact_email: textSchema,
  customer_locale: textSchema,
  buyer_accepts_marketing: z.boolean().nullish(),
  billing_address: addressSchema,
  shipping_address: addressSchema,
  customer: z
    .object({
      id: numberedSchema,
      email: textSchema,
      first_name: textSchema,
      last_name: textSchema,
      email_marketing_consent: consentSchema.nullish(),
    })
    .nullish(),
};
const personSchema = z.object(personShape);
export type Person = z.infer<typeof personSchema>;

export function emailOf({ customer, email, contact_email }: Person): string | undefined {
  return clipped(customer?.email, 254) ?? clipped(email, 254) ?? clipped(contact_email, 254);
}

/** @param at when the order came, ISO 8601 */
export function patchOf(person: Person, at: string): Record<string, unknown> | undefined {
  const { customer, billing_address: billing, shipping_address: shipping } = person;
  const shape = customerPatchSchema.shape;
  const patch = defined({
    email: fitting(shape.email, emailOf(person)),
    firstName: clipped(customer?.first_name, 100) ?? clipped(billing?.first_name, 100),
    lastName: clipped(customer?.last_name, 100) ?? clipped(billing?.last_name, 100),
    locale: fitting(shape.locale, clipped(person.customer_locale, 40)),
    country: fitting(shape.country, clipped(shipping?.country_code, 3) ?? clipped(billing?.country_code, 3)),
    consent: consentOf(customer?.email_marketing_consent, at) ?? tickedBox(person, at),
  });
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/**
 * A ticked box is a yes. One that was left alone is no no: Shopify, too, keeps a subscriber who did not tick it again, and a no
 * would end every journey.
 */
function tickedBox({ buyer_accepts_marketing }: Person, at: string): Record<string, unknown> | undefined {
  return buyer_accepts_marketing === true ? { marketing: true, at, source: "Shopify checkout" } : undefined;
}
