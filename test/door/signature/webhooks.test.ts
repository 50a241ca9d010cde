import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refuseWebhook } from "../../../lib/door/signature/webhooks.ts";
import { NOW } from "../given.ts";

const BODY = '{"id":1,"note":"Grüße ☕"}';
const SECRET = "shopify-secret-0123456789";
/** printf '%s' "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64 */
const SIGNATURE = "PRXFSnVHUTO3roXorrPvKhg+A31fEX/CxX/97BCJrns=";
const SHOPS = [
  ["shopify", "x-shopify-hmac-sha256"],
  ["woocommerce", "x-wc-webhook-signature"],
] as const;

describe.each(SHOPS)("a webhook of %s", (shop, header) => {
  const request = (signature: string | undefined, body = BODY) =>
    ({ path: shop, headers: { [header]: signature }, body, now: NOW }) as const;

  it("is believed when openssl made the signature, with any of the secrets", () => {
    expect(refuseWebhook(request(SIGNATURE), shop, [SECRET])).toBeUndefined();
    expect(refuseWebhook(request(SIGNATURE), shop, ["the-one-before-0123456789", SECRET])).toBeUndefined();
  });

  it("is refused without a signature, and without a secret to check it by", () => {
    expect(refuseWebhook(request(undefined), shop, [SECRET])?.where).toBe(`header ${header}`);
    expect(refuseWebhook(request(SIGNATURE), shop, [])?.fix).toContain(`into the list "${shop}"`);
    expect(refuseWebhook(request(SIGNATURE), shop, [""])?.where).toBe("authentication");
  });

  it("is refused after any change of its body or signature", () => {
    const other = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    fc.assert(
      fc.property(fc.nat(), other, fc.boolean(), (at, letter, inBody) => {
        const text = inBody ? BODY : SIGNATURE;
        const index = at % text.length;
        fc.pre(text[index] !== letter);
        const changed = text.slice(0, index) + letter + text.slice(index + 1);
        const refused = refuseWebhook(inBody ? request(SIGNATURE, changed) : request(changed), shop, [SECRET]);
        expect(refused?.what).toBe("this signature does not fit");
        expect(JSON.stringify(refused)).not.toContain(SECRET);
      }),
    );
  });
});
