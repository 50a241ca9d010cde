import { createHmac } from "node:crypto";

/** Bytes: what https://github.com/standard-webhooks/standard-webhooks (1.0.0) asks for at least. */
const LEAST = 24;

/**
 * The keys that sign calls, the newest first, separated by white space; each in base64, as the specification writes them, with or
 * without `whsec_` in front. Throws an error that says what to mend, and quotes nothing.
 */
export function signingKeys(text: string): Buffer[] {
  const keys = text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => Buffer.from(word.replace(/^whsec_/, ""), "base64"));
  if (keys.length === 0 || keys.some((key) => key.length < LEAST)) {
    throw new Error(
      `the "key" of the secret of calls must have keys of at least ${LEAST} bytes in base64, separated by blanks; put one there, such as "openssl rand -base64 32" makes`,
    );
  }
  return keys;
}

/** Headers by which the called can tell that it is us, when, and that it is the same call. Seconds since 1970. */
export function signedHeaders(
  keys: readonly Buffer[],
  { id, seconds, body }: { id: string; seconds: number; body: string },
): Record<string, string> {
  const signatures = keys.map((key) => createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64"));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signatures.map((signature) => `v1,${signature}`).join(" "),
  };
}
