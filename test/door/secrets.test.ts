import { expect, it } from "vitest";
import { readSecrets } from "../../lib/door/secrets.ts";

const KEY = "a-made-up-key-of-the-door-0123456789";

it("reads the secret as it is made, with the key alone", () => {
  expect(readSecrets(JSON.stringify({ key: KEY }))).toEqual({ keys: [KEY], shopify: [], woocommerce: [] });
});

it("reads what was added, one secret or a list", () => {
  const added = {
    key: KEY,
    olderKeys: ["b".repeat(16)],
    shopify: "s".repeat(16),
    woocommerce: ["w".repeat(16)],
    guests: KEY,
  };
  expect(readSecrets(JSON.stringify(added))).toEqual({
    keys: [KEY, "b".repeat(16)],
    shopify: ["s".repeat(16)],
    woocommerce: ["w".repeat(16)],
    guests: KEY,
  });
});

it.each([
  ["{ key: hush }", /is not JSON/],
  ['{ "key": "hush" }', /key: a secret has at least 16 characters/],
  [`{ "key": "${KEY}", "shopify": ["hush"] }`, /shopify\.0: a secret has at least 16 characters/],
  [`{ "key": "${KEY}", "shopfy": ["hush"] }`, /shopfy/],
])("says what to mend without a word of the secret: %s", (json, said) => {
  expect(() => readSecrets(json)).toThrow(said);
  expect(() => readSecrets(json)).not.toThrow(/hush/);
});
