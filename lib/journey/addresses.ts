import { createHmac } from "node:crypto";
import { asciiDomain } from "../campaign/parts/address.ts";
import type { Addresses } from "./ports.ts";

const KEY_LEAST = 32;

/**
 * Hashes of addresses under a secret key: 32 hexadecimal digits. Without the key nobody can try out who is on a list of them,
 * so that they may outlive the customer's record (a suppression must). The key lasts for ever: with another one every
 * suppression would be forgotten.
 * @throws Error for a key of fewer than 32 characters
 */
export function createAddresses(key: string): Addresses {
  if (key.length < KEY_LEAST) {
    throw new Error(`the key of addresses has ${key.length} characters; give it at least ${KEY_LEAST} random ones`);
  }
  return {
    hash: (email) =>
      createHmac("sha256", key)
        .update(`address\0${canonicalAddress(email)}`)
        .digest("hex")
        .slice(0, 32),
  };
}

/**
 * One spelling for all of an address: in lower case as mailbox providers treat them, its domain in ASCII. Tags (`ann+shop@`)
 * and dots stay: with most providers they are other mailboxes.
 */
export function canonicalAddress(email: string): string {
  return mailableAddress(email).toLowerCase();
}

/** The address as mail servers take it: its domain in ASCII (RFC 5891), the part before it as its owner writes it. */
export function mailableAddress(email: string): string {
  const written = email.trim().normalize("NFC");
  const at = written.lastIndexOf("@");
  const domain = written.slice(at + 1);
  return `${written.slice(0, at + 1)}${asciiDomain(domain) ?? domain}`;
}
