import type { ToldFault } from "../faults.ts";
import type { DoorRequest } from "../ports.ts";
import { hasSecret, isOneOf, isSigned } from "./mac.ts";

/** Seconds that a signed request may be away from our clock, either way: after that it cannot be played again. */
const WINDOW = 300;
const KEY = "x-regulars-key";
const TIMESTAMP = "x-regulars-timestamp";
const SIGNATURE = "x-regulars-signature";

/**
 * Why a sender of our own events is not believed; undefined when it is. It sends the key, or signs with it:
 * `x-regulars-signature: v1=<hex of HMAC-SHA256(key, timestamp + "." + body)>`.
 */
export function refuseSender(request: DoorRequest, keys: readonly string[]): ToldFault | undefined {
  const { headers } = request;
  if (!hasSecret(keys)) {
    return fault("authentication", "this door has no key", 'set "key" in the secret of the stack output DoorSecretArn');
  }
  // Who signs wants the signature to count: a key that is sent along does not stand in for a bad one.
  if (headers[SIGNATURE] !== undefined) return refuseSignature(request, headers[SIGNATURE], keys);
  const key = headers[KEY];
  if (key === undefined) {
    const fix = `send the header ${KEY}, or sign the request with ${TIMESTAMP} and ${SIGNATURE}`;
    return fault("headers", "nothing says who sends this", fix);
  }
  if (isOneOf(keys, key)) return undefined;
  return fault(`header ${KEY}`, "this key is not known", 'use "key" of the secret of the stack output DoorSecretArn');
}

function refuseSignature({ headers, body, now }: DoorRequest, given: string, keys: readonly string[]) {
  const timestamp = headers[TIMESTAMP];
  if (timestamp === undefined) {
    return fault(`header ${TIMESTAMP}`, "this is missing", "send the seconds since 1970 that you signed");
  }
  if (!/^\d{1,12}$/.test(timestamp)) {
    const what = "these are not whole seconds since 1970";
    return fault(`header ${TIMESTAMP}`, what, "send seconds, such as 1793350800; no milliseconds, no date");
  }
  const off = Math.round(now / 1000) - Number(timestamp);
  if (Math.abs(off) > WINDOW) {
    const beyond = `${Math.abs(off) - WINDOW} seconds outside of the ${WINDOW} that are allowed`;
    const fix = off > 0 ? "sign each request when you send it, and check your clock" : "check your clock: it is ahead";
    return fault(`header ${TIMESTAMP}`, `this is ${beyond}`, fix);
  }
  const hex = /^v1=([0-9a-f]{64})$/i.exec(given)?.[1];
  if (hex === undefined) {
    return fault(`header ${SIGNATURE}`, "this is not a signature", "send v1= and 64 hexadecimal digits");
  }
  if (isSigned(keys, `${timestamp}.${body}`, hex.toLowerCase(), "hex")) return undefined;
  const fix = `sign ${TIMESTAMP}, a dot, and the body exactly as it is sent, with HMAC-SHA256 and a key of this door`;
  return fault(`header ${SIGNATURE}`, "this signature does not fit", fix);
}

function fault(where: string, what: string, fix: string): ToldFault {
  return { where, what, fix };
}
