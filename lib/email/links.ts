import { createHmac, timingSafeEqual } from "node:crypto";
import type { Links } from "../journey/ports.ts";

/** The port, and its other end: whose token this is, or undefined when we never signed it. */
export interface SignedLinks extends Links {
  verify(token: string): { customer: string } | undefined;
}

/** 128 of the 256 bits: as hard to forge, and the link stays short. */
const MAC_BYTES = 16;
/** Mixed into the signature, so that a token made for one purpose is worth nothing for another. */
const PURPOSE = "unsubscribe";
const SECRET_LEAST = 32;
const CUSTOMER_MOST = 128;

/**
 * Links that only we can have made: `{baseUrl}/u/{customer id}.{mac}`, both base64url. They never expire: CAN-SPAM asks for
 * 30 days at least, and people unsubscribe from old mail.
 */
export function createLinks({ secret, baseUrl }: { secret: string; baseUrl: string }): SignedLinks {
  if (secret.length < SECRET_LEAST) {
    throw new Error(
      `the secret of the links has ${secret.length} characters; give it at least ${SECRET_LEAST} random ones`,
    );
  }
  const base = new URL(baseUrl).href.replace(/\/+$/, "");

  function mac(customer: string): Buffer {
    return createHmac("sha256", secret).update(`${PURPOSE}\0${customer}`).digest().subarray(0, MAC_BYTES);
  }

  return {
    unsubscribe: (customer) =>
      `${base}/u/${Buffer.from(customer).toString("base64url")}.${mac(customer).toString("base64url")}`,
    verify(token) {
      const [id, signature, ...rest] = token.split(".");
      if (!id || !signature || rest.length > 0 || id.length > CUSTOMER_MOST * 2) return undefined;
      const customer = Buffer.from(id, "base64url").toString("utf8");
      const given = Buffer.from(signature, "base64url");
      // One spelling only: decoding forgives what encoding never writes.
      if (Buffer.from(customer).toString("base64url") !== id || given.toString("base64url") !== signature)
        return undefined;
      if (given.length !== MAC_BYTES || !timingSafeEqual(given, mac(customer))) return undefined;
      return { customer };
    },
  };
}
