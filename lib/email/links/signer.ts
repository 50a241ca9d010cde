import { createHmac, timingSafeEqual } from "node:crypto";

/** Makes a token that says what it was made for, and that we made it: `{part}.{part}.{mac}`, each base64url. */
export type Sign = (purpose: string, parts: readonly Buffer[]) => string;
/** The parts of a token for this purpose, of which it has so many; undefined when we never signed it. */
export type Verify = (purpose: string, token: string, count: number) => Buffer[] | undefined;

const KEY_LEAST = 32;
/** 128 of the 256 bits: as hard to forge, and the link stays short. */
const MAC_BYTES = 16;
/** Longer than any token: nothing of this length is ever decoded. */
const TOKEN_MOST = 900;

/** The first key signs, all verify: the order is from the newest to the oldest. */
export function signer(keys: readonly string[]): Sign {
  const newest = newestOf(keys);
  return (purpose, parts) =>
    [...parts, mac(newest, purpose, parts)].map((part) => part.toString("base64url")).join(".");
}

export function verifier(keys: readonly string[]): Verify {
  newestOf(keys);
  return (purpose, token, count) => {
    if (token.length > TOKEN_MOST) return undefined;
    const written = token.split(".");
    if (written.length !== count + 1) return undefined;
    const decoded = written.map((part) => Buffer.from(part, "base64url"));
    // One spelling only: decoding forgives what encoding never writes.
    if (decoded.some((part, index) => part.length === 0 || part.toString("base64url") !== written[index])) {
      return undefined;
    }
    const parts = decoded.slice(0, -1);
    const given = decoded.at(-1);
    if (given?.length !== MAC_BYTES) return undefined;
    return keys.some((key) => timingSafeEqual(given, mac(key, purpose, parts))) ? parts : undefined;
  };
}

function newestOf(keys: readonly string[]): string {
  const [newest] = keys;
  if (newest === undefined) throw new Error("the secret of the links has no key; put one in, as the stack does");
  const short = keys.find(({ length }) => length < KEY_LEAST);
  if (short !== undefined) {
    throw new Error(
      `a key of the links has ${short.length} characters; give it at least ${KEY_LEAST} random ones, without white space`,
    );
  }
  return newest;
}

/**
 * The purpose is mixed in, so that a token made for one is worth nothing for another; so are the parts' lengths, but for a
 * single part, which needs none and which the first links were signed without.
 */
function mac(key: string, purpose: string, parts: readonly Buffer[]): Buffer {
  const made = createHmac("sha256", key).update(`${purpose}\0`);
  for (const part of parts) {
    if (parts.length > 1) made.update(`${part.length}\0`);
    made.update(part);
  }
  return made.digest().subarray(0, MAC_BYTES);
}
