import type { ToldFault } from "../faults.ts";
import type { DoorRequest, Marketplace } from "../ports.ts";
import { hasSecret, isSigned } from "./mac.ts";

/** Both sign the raw body with HMAC-SHA256, written in base64; neither signs its headers, so topic and time are mere hints. */
const SIGNERS: Record<Marketplace, { header: string; who: string; secret: string }> = {
  // https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
  shopify: {
    header: "x-shopify-hmac-sha256",
    who: "Shopify",
    secret:
      'your app\'s client secret, or the secret under "Your webhooks will be signed with" in the notification settings',
  },
  // WC_Webhook::generate_signature in woocommerce/includes/class-wc-webhook.php
  woocommerce: { header: "x-wc-webhook-signature", who: "WooCommerce", secret: "the secret of the webhook's settings" },
};

/** Why a webhook is not believed to be the shop's; undefined when it is. */
export function refuseWebhook(
  { headers, body }: DoorRequest,
  shop: Marketplace,
  secrets: readonly string[],
): ToldFault | undefined {
  const { header, who, secret } = SIGNERS[shop];
  if (!hasSecret(secrets)) {
    const fix = `put ${secret} into the list "${shop}" of the secret of the stack output DoorSecretArn`;
    return { where: "authentication", what: `this door has no secret of ${who}`, fix };
  }
  const given = headers[header];
  if (given === undefined) {
    const fix = `let ${who} itself send its webhooks here; other senders use /events`;
    return { where: `header ${header}`, what: "this is missing", fix };
  }
  if (isSigned(secrets, body, given.trim(), "base64")) return undefined;
  const fix = `compare the list "${shop}" of the secret of the stack output DoorSecretArn with ${secret}`;
  return { where: `header ${header}`, what: "this signature does not fit", fix };
}
