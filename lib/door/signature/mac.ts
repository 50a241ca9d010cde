import { createHmac, hash, timingSafeEqual } from "node:crypto";

/**
 * Whether one of the secrets gives this HMAC-SHA256. The written forms are compared, so that there is one spelling only:
 * decoding base64 forgives what encoding never writes. Every secret is tried, and an empty one never counts.
 */
export function isSigned(
  secrets: readonly string[],
  signed: string,
  given: string,
  encoding: "hex" | "base64",
): boolean {
  return anyOf(secrets, (secret) =>
    isSame(createHmac("sha256", secret).update(signed, "utf8").digest(encoding), given),
  );
}

/** Whether it is one of the secrets. */
export function isOneOf(secrets: readonly string[], given: string): boolean {
  return anyOf(secrets, (secret) => isSame(secret, given));
}

/** Whether there is a secret to check against at all. */
export function hasSecret(secrets: readonly string[]): boolean {
  return secrets.some((secret) => secret !== "");
}

/** Does not stop at the first that fits: how long it takes tells nothing about which one. */
function anyOf(secrets: readonly string[], fits: (secret: string) => boolean): boolean {
  return secrets.reduce((found, secret) => (secret !== "" && fits(secret)) || found, false);
}

/** Hashed first, so that the comparison takes equally long for texts of any length. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash("sha256", one, "buffer"), hash("sha256", other, "buffer"));
}
