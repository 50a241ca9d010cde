import * as z from "zod";

/** What the door knows its senders by. Every list may have several, so that one can be replaced while the other still counts. */
export interface DoorSecrets {
  /** API keys, which also sign requests. */
  keys: string[];
  /** Secrets that sign Shopify's webhooks. */
  shopify: string[];
  /** Secrets that sign WooCommerce's webhooks. */
  woocommerce: string[];
  /** Makes the ids of customers without an account; the first of `keys` unless given. */
  guests?: string;
}

const LEAST = 16;
const secret = z.string().min(LEAST, { error: `a secret has at least ${LEAST} characters; use 32 random ones` });
const list = z.union([z.array(secret), secret.transform((one) => [one])], {
  error: `this is not a list of secrets of at least ${LEAST} characters each`,
});

const secretsSchema = z.strictObject({
  key: secret,
  olderKeys: list.default([]),
  shopify: list.default([]),
  woocommerce: list.default([]),
  guests: secret.optional(),
});

/**
 * Reads the value of the door's secret. Throws an error that says what to mend, and quotes nothing.
 * @param json `{ "key": "…", "olderKeys"?: […], "shopify"?: […], "woocommerce"?: […], "guests"?: "…" }`
 */
export function readSecrets(json: string): DoorSecrets {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error('the door\'s secret is not JSON; write { "key": "…", "shopify": ["…"], "woocommerce": ["…"] }');
  }
  const read = secretsSchema.safeParse(value);
  if (!read.success) {
    const said = read.error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`);
    throw new Error(`the door's secret has faults: ${said.join("; ")}`);
  }
  const { key, olderKeys, shopify, woocommerce, guests } = read.data;
  return { keys: [key, ...olderKeys], shopify, woocommerce, ...(guests === undefined ? {} : { guests }) };
}
