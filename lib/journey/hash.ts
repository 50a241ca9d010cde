import { createHash } from "node:crypto";

/** Parts are joined by a character that no id may have, so that ("a", "bc") and ("ab", "c") differ. */
function digest(parts: readonly string[]): Buffer {
  return createHash("sha256").update(parts.join("\n")).digest();
}

/**
 * Names an enrollment and its execution: 32 hexadecimal digits, the same for the same campaign, customer and event, so that
 * a replay names the same one. Fits Step Functions' 80 characters of `[0-9A-Za-z_-]`.
 */
export function enrollmentId(campaign: string, customer: string, event: string): string {
  return digest(["enrollment", campaign, customer, event]).toString("hex", 0, 16);
}

/** A number from 0 up to 1 that is the same for the same words, and spread evenly: holdouts, splits, simulated choices. */
export function share(...words: string[]): number {
  return digest(words).readUIntBE(0, 6) / 2 ** 48;
}

/** Names an address without telling it. Upper and lower case are one address, as mailbox providers treat them. */
export function addressHash(email: string): string {
  return digest(["address", email.trim().toLowerCase()]).toString("hex", 0, 16);
}
